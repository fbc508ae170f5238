namespace ApiAuth.Emulator.SolutionsByText;

internal static class ResultCode
{
    public const int Success = 1400;
    public const int TokenGenerationFailed = 1401;
    public const int KeyError = 1402;
    public const int InvalidToken = 1000;
    public const int MandatoryMissing = 1001;
}
