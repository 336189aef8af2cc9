using System.CommandLine;
using System.Globalization;
using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Cli;
using Chancery.Platform.Web;
using Chancery.Storage;

namespace Chancery.Features.Setup;

/// <summary><c>chancery setup</c>: the first run without a browser.</summary>
internal static class SetupVerb
{
    public static readonly Verb Verb = new("setup", "Make the mission and its first administrator, without a browser", Describe);

    private static Func<ParseResult, Func<string[], WebApplication>, CancellationToken, Task<int>> Describe(Command command)
    {
        Option<string> name = new("--name") { Description = "Full name of the administrator", Required = true };
        Option<string> email = new("--email") { Description = "The address they sign in with", Required = true };
        Option<string> mission = new("--mission") { Description = "The mission's part of every address, e.g. seoul", Required = true };
        Option<string[]> missionName = new("--mission-name")
        {
            Description = "The mission's name, in the first language or as LANGUAGE=NAME; may stand several times", Required = true,
        };
        Option<string> zone = new("--zone") { Description = "Its time zone, e.g. Asia/Seoul", Required = true };
        Option<string> languages = new("--languages") { Description = "Languages it publishes in, the default first: en,ko", DefaultValueFactory = _ => "en" };
        Option<bool> works = new("--works") { Description = "The administrator also writes and approves" };
        foreach (var option in (Option[])[name, email, mission, missionName, zone, languages, works]) command.Add(option);
        command.Description += ". The password comes from CHANCERY_PASSWORD, or is asked.";

        return async (parsed, build, stop) =>
        {
            await using var app = build(Commands.Settings(parsed));
            await Commands.PrepareAsync(app, stop);
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
            if (!await FirstRun.IsOpenAsync(db, stop)) return await RefuseAsync(app, new Refusal("account.setup-over"));

            string[] tags = (parsed.GetValue(languages) ?? "en").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var input = new FirstRun.MissionInput
            {
                Slug = parsed.GetValue(mission), Zone = parsed.GetValue(zone), Default = tags.FirstOrDefault(), Languages = [.. tags],
                Name = Names(parsed.GetValue(missionName) ?? [], tags.FirstOrDefault() ?? "en"),
            };
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            if (await FirstRun.SaveMissionAsync(db, input, now, stop) is { } refusal) return await RefuseAsync(app, refusal);

            var password = Environment.GetEnvironmentVariable("CHANCERY_PASSWORD") ?? Ask();
            var (no, _) = await FirstRun.MakeAdministratorAsync(
                scope.ServiceProvider, parsed.GetValue(name), parsed.GetValue(email), password, parsed.GetValue(works), "en", stop);
            if (no is not null) return await RefuseAsync(app, no);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{parsed.GetValue(email)} administers {input.Slug}. Start with `chancery serve`, then sign in at /account/sign-in."));
            return 0;
        };
    }

    /// <summary><c>ko=서울 문화원</c> or a name alone, which is in the first language.</summary>
    private static Dictionary<string, string?> Names(string[] given, string first)
    {
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Language.IsKnown(text[..equals])) names[text[..equals]] = text[(equals + 1)..];
            else names[first] = text;
        }
        return names;
    }

    private static async Task<int> RefuseAsync(WebApplication app, Refusal refusal)
    {
        await Console.Error.WriteLineAsync(app.Services.GetRequiredService<Words>().Get("en", "refusal." + refusal.Code, [.. refusal.Arguments]));
        return 1;
    }

    /// <summary>Not echoed; from a pipe, the first line.</summary>
    private static string Ask()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        Console.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
