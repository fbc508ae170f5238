using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

/// <summary>Search by q: everything ("" or "*"), one asset ("id:…") or a part of the name; pages by start (0) and num (50).</summary>
internal sealed class ElvisSearch(EmulatorState state, ElvisErrors errors)
{
    private const int DefaultNumber = 50;

    public async Task AnswerAsync(HttpContext context, ElvisSession session)
    {
        ElvisParameters parameters = await ElvisParameters.ReadAsync(context);
        if (parameters.Number("start", 0) is not { } start || parameters.Number("num", DefaultNumber) is not { } number)
        {
            await errors.BadRequestAsync(context, "start and num are numbers from 0 on");
            return;
        }

        string query = parameters["q"] ?? "";
        Asset[] found = [.. Enumerable.Range(1, state.Settings.Elvis.Assets).Select(n => new Asset(n)).Where(asset => asset.Matches(query))];
        Uri baseAddress = new($"{context.Request.Scheme}://{context.Request.Host}");
        await Answer.JsonAsync(context, new
        {
            firstResult = start,
            maxResultHits = number,
            totalHits = found.Length,
            hits = found.Skip(start).Take(number).Select(asset => asset.ToHit(baseAddress)),
        });
    }
}
