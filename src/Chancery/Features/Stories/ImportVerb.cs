using System.CommandLine;
using Chancery.Platform.Cli;

namespace Chancery.Features.Stories;

/// <summary><c>chancery import stories</c>: an old site's texts, brought over (docs/guide/import.md).</summary>
internal static class ImportVerb
{
    public static readonly Verb Verb = new("import", "Bring the texts of another site over", Describe);

    private static Func<ParseResult, Func<string[], WebApplication>, CancellationToken, Task<int>> Describe(Command command)
    {
        Argument<string> what = new("what") { Description = "stories" };
        what.AcceptOnlyFromAmong("stories");
        Argument<string> path = new("path") { Description = "JSON Lines (.jsonl), a folder of Markdown, or RSS or a WordPress export (.xml)" };
        Option<string> mission = new("--mission") { Description = "The mission's part of every address, e.g. seoul", Required = true };
        Option<bool> create = new("--create") { Description = "Make the mission if it is not there, and add languages that it does not have" };
        Option<bool> drafts = new("--drafts") { Description = "Publish nothing; take what the old site does not show, too" };
        Option<string?> language = new("--language") { Description = "Language of texts that do not say theirs" };
        Option<string?> languages = new("--languages") { Description = "With --create: its languages, the default first: en,ko (else as the texts bring them)" };
        Option<string> zone = new("--zone") { Description = "With --create: its time zone, e.g. Asia/Seoul", DefaultValueFactory = _ => "Etc/UTC" };
        command.Add(what);
        command.Add(path);
        foreach (var option in (Option[])[mission, create, drafts, language, languages, zone]) command.Add(option);
        return async (parsed, build, stop) =>
        {
            var from = parsed.GetValue(path)!;
            if (parsed.GetValue(language) is { } given && ImportDraft.Known(given) is null) return await RefuseAsync($"\"{given}\" is no language that is known here ({string.Join(", ", Kernel.Language.All)}).");
            try
            {
                var (source, problem) = await ImportSource.OpenAsync(from, parsed.GetValue(language), stop);
                if (source is null) return await RefuseAsync($"{from}: {problem}.");
                await using var app = build([.. Commands.Settings(parsed), "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None"]);
                await Commands.PrepareAsync(app, stop);
                var order = new ImportOrder(parsed.GetValue(mission)!, parsed.GetValue(create), parsed.GetValue(drafts), source.Name, source.Sha256)
                {
                    Languages = (parsed.GetValue(languages) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Zone = parsed.GetValue(zone)!,
                };
                return await RunAsync(app.Services, order, source, Console.Out, new ImportScreen(Console.Error, source.Total, !Console.IsErrorRedirected), stop);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return await RefuseAsync($"{from}: {failure.Message}");
            }
        };
    }

    internal static async Task<int> RunAsync(IServiceProvider services, ImportOrder order, ImportSource source, TextWriter output, ImportScreen screen, CancellationToken stop)
    {
        var run = new ImportRun(services, order, screen.Complain, screen.Progress);
        if (await run.RefusalAsync(stop) is { } refusal)
        {
            screen.Complain(refusal);
            return 1;
        }
        try
        {
            await run.RunAsync(source.Read(stop), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            screen.Complain("Stopped. The same command goes on from here.");
            return 1;
        }
        finally
        {
            screen.Clear();
            await output.WriteLineAsync(ImportScreen.Sum(run.Count, order.Mission));
        }
        if (run.Count.All == 0) screen.Complain($"{source.Name}: there is no text in it.");
        return run.Count.Failed > 0 || run.Count.All == 0 ? 1 : 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
