using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Cli;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary><c>chancery search</c>, <c>reindex</c> and <c>health</c>: the archive from the command line, beside a running server too.</summary>
internal static class SearchVerbs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Verb Search = new("search", "Search what a mission published", command =>
    {
        Argument<string?> words = new("words") { Description = "What to look for", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> mission = new("--mission") { Description = "Only this mission; needed when there are several" };
        Option<string?> language = new("--language") { Description = "Language of the words (default: the mission's)" };
        Option<string?> queries = new("--queries") { Description = "A file with a line \"id TAB language TAB words\" for each question; answers are \"id TAB result …\"" };
        Option<int> top = new("--top") { Description = "How many results (default: 10)", DefaultValueFactory = _ => 10 };
        Option<string?> collapse = new("--collapse") { Description = "story: one result a story, by its external id" };
        collapse.AcceptOnlyFromAmong("story");
        Option<string> format = new("--format") { Description = "text, for people, or json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        command.Add(words);
        foreach (var option in (Option[])[mission, language, queries, top, collapse, format]) command.Add(option);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(words) is null == parsed.GetValue(queries) is null) parsed.AddError("Give words to look for, or --queries FILE.");
            if (parsed.GetValue(top) is < 1 or > 1000) parsed.AddError("--top is between 1 and 1000.");
        });
        return async (parsed, build, stop) =>
        {
            await using var app = await OpenAsync(parsed, build, stop);
            var index = app.Services.GetRequiredService<ArchiveIndex>();
            await using var scope = Scope(app, out var db);
            if (await FindAsync(db, parsed.GetValue(mission), stop) is not { } of) return 1;
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            var asked = new Batch(index, db, of, parsed.GetValue(top), parsed.GetValue(collapse) is not null, app.Services.GetRequiredService<TimeProvider>());
            var code = parsed.GetValue(queries) is { } file
                ? await asked.FileAsync(file, output, stop)
                : await asked.OneAsync(parsed.GetValue(words)!, parsed.GetValue(language) ?? of.DefaultLanguage, parsed.GetValue(format) == "json", output, stop);
            await index.StopAsync(CancellationToken.None);
            return code;
        };
    });

    public static readonly Verb Reindex = new("reindex", "Build the search index anew; searches go on meanwhile", _ => async (parsed, build, stop) =>
    {
        await using var app = await OpenAsync(parsed, build, stop);
        var index = app.Services.GetRequiredService<ArchiveIndex>();
        await index.CaughtUpAsync(stop);
        if (!index.IsOwner)
        {
            // The server has the index; it is told to do it.
            await File.WriteAllTextAsync(index.Wanted, "", stop);
            await Console.Out.WriteLineAsync("The server that runs on this data folder builds it anew now; chancery health tells how it stands.");
            return 0;
        }
        var last = -1;
        index.Progress = (done, total) =>
        {
            var percent = total == 0 ? 100 : done * 100L / total;
            if (percent == last || (Console.IsErrorRedirected && percent / 10 == last / 10)) return;
            last = (int)percent;
            Console.Error.Write(Console.IsErrorRedirected ? $"{percent} %\n" : $"\r{percent} %  {done:N0} of {total:N0} ");
        };
        await index.RebuildAsync(stop);
        if (!Console.IsErrorRedirected) await Console.Error.WriteLineAsync();
        var health = await index.HealthAsync(stop);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{health.Documents:N0} documents, {health.Bytes / 1e6:N1} MB"));
        await index.StopAsync(CancellationToken.None);
        return 0;
    });

    public static readonly Verb Health = new("health", "How the installation stands: the search index, its lag and size", _ => async (parsed, build, stop) =>
    {
        await using var app = await OpenAsync(parsed, build, stop);
        var index = app.Services.GetRequiredService<ArchiveIndex>();
        var health = await index.HealthAsync(stop);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Search index: {health.Documents:N0} documents, {health.Waiting} changes behind, {health.Bytes / 1e6:N1} MB in {health.Segments} segments{(health.Rebuilding ? ", being built anew" : "")}"));
        if (health.Trouble is { } trouble) await Console.Out.WriteLineAsync($"Search index: {trouble}");
        await index.StopAsync(CancellationToken.None);
        return health.Trouble is null ? 0 : 1;
    });

    private static async Task<WebApplication> OpenAsync(ParseResult parsed, Func<string[], WebApplication> build, CancellationToken stop)
    {
        var app = build([.. Commands.Settings(parsed), "--Logging:LogLevel:Default=Error"]);
        await Commands.PrepareAsync(app, stop);
        return app;
    }

    private static AsyncServiceScope Scope(WebApplication app, out ChanceryDb db)
    {
        var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        db = scope.ServiceProvider.GetRequiredService<ChanceryDb>();
        return scope;
    }

    private static async Task<Mission?> FindAsync(ChanceryDb db, string? slug, CancellationToken stop)
    {
        var missions = await db.Set<Mission>().AsNoTracking().OrderBy(m => m.Slug).ToListAsync(stop);
        var found = slug is null && missions.Count == 1 ? missions[0] : missions.Find(m => m.Slug == slug);
        if (found is null)
            await Console.Error.WriteLineAsync(missions.Count == 0 ? "There is no mission here yet." : $"Which mission? --mission {string.Join(" or ", missions.Select(m => m.Slug))}");
        return found;
    }

    private sealed class Batch(ArchiveIndex index, ChanceryDb db, Mission mission, int top, bool collapse, TimeProvider clock)
    {
        private readonly Dictionary<Guid, string> _names = [];

        public async Task<int> OneAsync(string words, string language, bool json, StreamWriter output, CancellationToken stop)
        {
            var (results, _, _) = await AskAsync(words, language, collapsed: true, anyWord: false, stop);
            var ids = results.Hits.Select(h => h.Id).ToList();
            var texts = await db.PublicTexts(clock.GetUtcNow().UtcDateTime).Where(t => ids.Contains(t.Edition.Id))
                .Select(t => new { t.Edition.Id, t.Edition.Language, t.Revision.Title, t.Story.Slug, t.Edition.OpensAt }).ToDictionaryAsync(t => t.Id, stop);
            foreach (var hit in results.Hits.Where(h => texts.ContainsKey(h.Id)))
            {
                var text = texts[hit.Id];
                var address = $"/{mission.Slug}/{text.Language}/stories/{text.Slug}";
                if (json) await output.WriteLineAsync(JsonSerializer.Serialize(new { address, text.Language, text.Title, opensAt = text.OpensAt, score = Math.Round(hit.Score, 4) }, Json));
                else await output.WriteLineAsync($"{hit.Date:yyyy-MM-dd}  {text.Title}\n            {address}");
            }
            if (results.Loose && !json) await Console.Error.WriteLineAsync("No story has all of these words; these have some.");
            return results.Count == 0 ? 1 : 0;
        }

        public async Task<int> FileAsync(string file, StreamWriter output, CancellationToken stop)
        {
            if (!File.Exists(file))
            {
                await Console.Error.WriteLineAsync($"{file}: there is no such file.");
                return 1;
            }
            await NamesAsync(stop);
            var (number, code) = (0, 0);
            await foreach (var line in File.ReadLinesAsync(file, stop))
            {
                number++;
                if (line.Length == 0) continue;
                var cells = line.Split('\t', 3);
                if (cells.Length < 3)
                {
                    await Console.Error.WriteLineAsync($"{file}:{number}: a line is \"id TAB language TAB words\".");
                    code = 1;
                    continue;
                }
                var (results, _, _) = await AskAsync(cells[2], cells[1], collapse, anyWord: true, stop);
                await output.WriteAsync(cells[0]);
                foreach (var name in results.Hits.Select(h => _names.GetValueOrDefault(collapse ? h.Story : h.Id)).OfType<string>())
                {
                    await output.WriteAsync('\t');
                    await output.WriteAsync(name);
                }
                await output.WriteLineAsync();
            }
            return code;
        }

        private Task<(SearchResults Results, Lexicon Lexicon, bool Behind)> AskAsync(string words, string language, bool collapsed, bool anyWord, CancellationToken stop) =>
            index.SearchAsync(new SearchRequest
            {
                Text = words,
                Languages = [.. new[] { language }.Concat(mission.Languages).Distinct(StringComparer.Ordinal)],
                Within = [ArchiveDocuments.MissionLabel(mission.Id), ArchiveDocuments.Public],
                Take = top, Collapse = collapsed, AnyWord = anyWord,
            }, stop);

        /// <summary>External ids, or the address for what was written here.</summary>
        private async Task NamesAsync(CancellationToken stop)
        {
            foreach (var edition in await db.PublicTexts(clock.GetUtcNow().UtcDateTime).Where(t => t.Edition.MissionId == mission.Id)
                .Select(t => new { t.Edition.Id, t.Edition.StoryId, t.Edition.ExternalId, StoryName = t.Story.ExternalId, t.Story.Slug, t.Edition.Language }).ToListAsync(stop))
            {
                _names[edition.Id] = edition.ExternalId ?? $"{edition.Language}/{edition.Slug}";
                _names[edition.StoryId] = edition.StoryName ?? edition.Slug;
            }
        }
    }
}
