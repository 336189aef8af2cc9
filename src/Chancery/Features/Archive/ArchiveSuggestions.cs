using System.Collections.Concurrent;
using Chancery.Features.Campaigns;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary>Something to complete to: a story's title with its address, or the name of a place or campaign to look for.</summary>
/// <param name="Address">Empty for a name.</param>
internal sealed record Suggestion(string Text, string Language, string Address);

/// <summary>
/// Completes what is typed into the archive's box from the titles that the public may read (the newest 20,000 of a
/// mission) and from the names of its places and campaigns. Titles are asked of the database again before they are
/// shown: none is ever completed to before its time, or after it was withdrawn.
/// </summary>
internal sealed class ArchiveSuggestions(ArchiveIndex index)
{
    private const int Most = 8;
    private const int MostTitles = 20_000;
    private const int MostTyped = 100;

    private readonly ConcurrentDictionary<Guid, Texts> _missions = new();

    public async Task<IReadOnlyList<Suggestion>> CompleteAsync(ChanceryDb db, Visit visit, string language, string typed, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(typed)) return [];
        if (typed.Length > MostTyped) typed = typed[..MostTyped];
        await index.CaughtUpAsync(stop);
        var version = index.Version;
        if (!_missions.TryGetValue(visit.Mission.Id, out var texts) || texts.Version != version)
            _missions[visit.Mission.Id] = texts = await ReadAsync(db, visit, version, stop);

        // Twice as many as are shown: some may be gone, and of a story with two editions only one is shown.
        var found = texts.Completion.Complete(typed, Most * 3).Select(e => texts.Sources[(int)e.Payload]).ToList();
        var editions = found.Select(f => f.Edition).OfType<Guid>().ToList();
        var open = await db.PublicTexts(visit.Now).Where(t => editions.Contains(t.Edition.Id))
            .Select(t => new { t.Edition.Id, t.Revision.Title, t.Edition.Language, t.Story.Slug }).ToDictionaryAsync(t => t.Id, stop);
        var shown = new List<Suggestion>();
        foreach (var source in found)
        {
            if (source.Edition is not { } edition) shown.Add(new Suggestion(source.Text, source.Language, ""));
            else if (open.TryGetValue(edition, out var text) && text.Title == source.Text)
                shown.Add(new Suggestion(text.Title, text.Language, $"/{visit.Mission.Slug}/{text.Language}/stories/{text.Slug}"));
        }
        return [.. shown.DistinctBy(s => s.Address.Length > 0 ? s.Address[(s.Address.LastIndexOf('/') + 1)..] : s.Text).OrderByDescending(s => s.Language == language && s.Address.Length > 0).Take(Most)];
    }

    private static async Task<Texts> ReadAsync(ChanceryDb db, Visit visit, long version, CancellationToken stop)
    {
        var titles = await db.PublicTexts(visit.Now).OrderByDescending(t => t.Edition.OpensAt).Take(MostTitles)
            .Select(t => new Source(t.Revision.Title, t.Edition.Language, t.Edition.Id)).ToListAsync(stop);
        var names = (await db.Set<Campaign>().AsNoTracking().Select(c => c.Title).ToListAsync(stop))
            .Concat(await PublicPlacesAsync(db, titles.Count, stop))
            .SelectMany(n => n.Texts.Select(t => new Source(t.Value, t.Key, null))).Distinct();
        List<Source> all = [.. titles, .. names];
        // The newer title first; a name before a title that matches as well.
        var entries = all.Select((s, i) => new CompletionEntry(s.Text, s.Edition is null ? 2 : 1 - (i / (double)Math.Max(1, all.Count)), i));
        return new Texts(version, CompletionIndex.Build(entries), all);
    }

    // The plan is the desk's: a place is completed to only where something about it was published.
    private static async Task<List<Kernel.Translated>> PublicPlacesAsync(ChanceryDb db, int published, CancellationToken stop) =>
        published == 0 ? [] : [.. (await db.Set<PlanAction>().AsNoTracking().Select(a => a.Place).Distinct().ToListAsync(stop)).Where(p => !p.IsEmpty)];

    private sealed record Source(string Text, string Language, Guid? Edition);

    private sealed record Texts(long Version, CompletionIndex Completion, List<Source> Sources);
}
