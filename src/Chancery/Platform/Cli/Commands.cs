using System.CommandLine;
using Chancery.Storage;

namespace Chancery.Platform.Cli;

/// <summary>
/// One word of the command line: describes its options and does its work on the built application (which it may start
/// or only take services from). Answers 0 done, 1 refused (having said why on standard error).
/// </summary>
internal sealed record Verb(string Name, string Description, Func<Command, Func<ParseResult, Func<string[], WebApplication>, CancellationToken, Task<int>>> Describe);

/// <summary>The command line. Exit codes: 0 done, 1 refused (says why), 2 used wrongly.</summary>
internal static class Commands
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "The data folder (default: ./data)", DefaultValueFactory = _ => "data", Recursive = true,
    };

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Addresses to listen on (default: http://localhost:5080)", DefaultValueFactory = _ => "http://localhost:5080", Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> build, IEnumerable<Verb> verbs)
    {
        var root = new RootCommand("Chancery, the campaign desk of an embassy, an institute or a foundation.") { Data, Urls };
        root.TreatUnmatchedTokensAsErrors = false; // the host's own settings, --Logging:… and the like
        var serve = new Command("serve", "Serve the desk and the newsroom") { TreatUnmatchedTokensAsErrors = false };
        serve.SetAction((parsed, stop) => ServeAsync(build(Settings(parsed)), stop));
        root.SetAction((parsed, stop) => ServeAsync(build(Settings(parsed)), stop));
        root.Add(serve);
        foreach (var verb in verbs)
        {
            var command = new Command(verb.Name, verb.Description);
            var run = verb.Describe(command);
            command.SetAction((parsed, stop) => run(parsed, build, stop));
            root.Add(command);
        }
        var result = root.Parse(args);
        if (result.Errors.Count == 0) return await result.InvokeAsync();
        foreach (var error in result.Errors) await Console.Error.WriteLineAsync(error.Message);
        return 2;
    }

    /// <summary>The host's settings that the words of the command line mean.</summary>
    public static string[] Settings(ParseResult parsed) =>
    [
        $"--Chancery:Data={parsed.GetValue(Data)}",
        $"--urls={parsed.GetValue(Urls)}",
        .. parsed.UnmatchedTokens,
    ];

    public static async Task<int> ServeAsync(WebApplication app, CancellationToken stop)
    {
        await PrepareAsync(app, stop);
        await app.RunAsync(stop);
        return 0;
    }

    /// <summary>Folders there, database in its newest shape.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken stop)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await Upgrade.RunAsync(
            services.GetRequiredService<ChanceryDb>(), services.GetRequiredService<DataFolder>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Chancery.Storage"), stop);
    }
}
