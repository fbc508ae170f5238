using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

internal static class ElvisProfile
{
    public static Task AnswerAsync(HttpContext context, ElvisSession session) => Answer.JsonAsync(context, Of(session.Account));

    public static object Of(ElvisAccount account) => new
    {
        username = account.UserName,
        fullName = account.FullName,
        email = account.Email,
        userZone = $"/Users/{account.UserName}",
        groups = account.SuperUser ? (string[])["Administrators", "Users"] : ["Users"],
        authorities = ElvisSessions.AuthoritiesOf(account),
    };
}
