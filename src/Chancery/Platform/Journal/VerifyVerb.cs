using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Chancery.Platform.Access;
using Chancery.Platform.Cli;
using Chancery.Platform.Files;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Platform.Journal;

/// <summary><c>chancery verify</c>: proves every mission's journal, or names the first bad entry of each.</summary>
internal static class VerifyVerb
{
    public static Verb Verb { get; } = new("verify", "Prove the journal of every mission: chain, words, evidence files, witnesses", Describe);

    private static Func<ParseResult, Func<string[], WebApplication>, CancellationToken, Task<int>> Describe(Command command)
    {
        var format = new Option<string>("--format") { Description = "text or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var skipFiles = new Option<bool>("--skip-files") { Description = "Do not read the evidence files again" };
        var witness = new Option<string[]>("--witness") { Description = "Signed heads kept from before: finds a chain cut short or written anew", AllowMultipleArgumentsPerToken = true };
        var save = new Option<string?>("--save-heads") { Description = "Write the signed heads to this file, to be kept elsewhere" };
        foreach (var option in (Option[])[format, skipFiles, witness, save]) command.Add(option);
        return async (parsed, build, stop) =>
        {
            await using var app = build(Commands.Settings(parsed));
            var answer = await RunAsync(app.Services, parsed.GetValue(witness) ?? [], parsed.GetValue(skipFiles), parsed.GetValue(save), stop);
            await Console.Out.WriteAsync(parsed.GetValue(format) == "json" ? answer.AsJson() : answer.AsText());
            return answer.Holds ? 0 : 1;
        };
    }

    /// <summary>The work of the verb on the services of a built application.</summary>
    internal static async Task<VerifyAnswer> RunAsync(
        IServiceProvider services, IReadOnlyList<string> witnessFiles, bool skipFiles, string? saveHeads, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        var seal = services.GetRequiredService<JournalSeal>();
        var (witnesses, refused) = await WitnessesAsync(witnessFiles, seal, stop);

        var verification = new Verification(db, services.GetRequiredService<FileStore>(), skipFiles);
        var missions = await db.Missions.AsNoTracking().OrderBy(m => m.Slug).ToListAsync(stop);
        var verified = new List<Verified>();
        foreach (var mission in missions)
            verified.Add(await verification.OfAsync(mission, [.. witnesses.Where(w => w.Mission == mission.Slug)], stop));
        refused.AddRange(witnesses.Where(w => missions.TrueForAll(m => m.Slug != w.Mission))
            .Select(w => $"the witness of {w.SignedAt} knows a mission {w.Mission}, which is gone"));

        var answer = new VerifyAnswer(verified, refused, [.. verified.Where(v => v.Fault is null).Select(v => seal.Sign(v.Mission, v.Sequence, v.Hash))]);
        if (saveHeads is not null && answer.Holds)
            await File.WriteAllTextAsync(saveHeads, JsonSerializer.Serialize(answer.Heads, JournalSeal.Json), stop);
        return answer;
    }

    private static async Task<(List<SignedHead> Witnesses, List<string> Refused)> WitnessesAsync(
        IReadOnlyList<string> files, JournalSeal seal, CancellationToken stop)
    {
        var witnesses = new List<SignedHead>();
        var refused = new List<string>();
        foreach (var file in files)
        {
            try
            {
                var text = (await File.ReadAllTextAsync(file, stop)).Trim();
                witnesses.AddRange(text.StartsWith('[')
                    ? JsonSerializer.Deserialize<SignedHead[]>(text, JournalSeal.Json)!
                    : [JsonSerializer.Deserialize<SignedHead>(text, JournalSeal.Json)!]);
            }
            catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
            {
                refused.Add($"the witness {file} cannot be read: {e.Message}");
            }
        }
        refused.AddRange(witnesses.Where(w => !seal.Verifies(w)).Select(w =>
            string.Create(CultureInfo.InvariantCulture, $"the witness of {w.Mission} at {w.Sequence} was not signed with this installation's key")));
        return ([.. witnesses.Where(seal.Verifies)], refused);
    }
}

/// <summary>What <c>chancery verify</c> found.</summary>
internal sealed record VerifyAnswer(IReadOnlyList<Verified> Missions, IReadOnlyList<string> Refused, IReadOnlyList<SignedHead> Heads)
{
    public bool Holds => Refused.Count == 0 && Missions.All(m => m.Fault is null);

    public string AsJson() =>
        JsonSerializer.Serialize(new { Holds, Missions, Witnesses = Refused, Heads }, JournalSeal.Json) + "\n";

    public string AsText()
    {
        var lines = Missions.Select(m => m.Fault is { } fault
            ? string.Create(CultureInfo.InvariantCulture, $"{m.Mission}: BROKEN at entry {fault.Sequence} ({fault.Entry?.ToString() ?? "no id"}): {fault.What}")
            : string.Create(CultureInfo.InvariantCulture, $"{m.Mission}: {m.Entries} entries hold, {m.Files} files hold, words of {m.Erased} entries were erased; head {m.Hash}"));
        return string.Join('\n', [.. lines, .. Refused.Select(r => "WITNESS: " + r), Holds ? "The journal holds." : "The journal does not hold."]) + "\n";
    }
}
