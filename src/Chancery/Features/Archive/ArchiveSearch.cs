using System.Globalization;
using Chancery.Features.Campaigns;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary>What a reader asks the archive.</summary>
/// <param name="Chosen">Labels picked beside the results: <c>year:2016</c>, <c>kind:press-release</c>.</param>
internal sealed record ArchiveQuestion(string Text, string Language, IReadOnlyList<string> Chosen, SearchOrder Order, int Skip, int Take, IReadOnlyList<string> Facets);

/// <summary>A story that was found: shown in one edition, its words perhaps from another.</summary>
internal sealed record Hit(
    string Slug, string Kind, DateTime OpensAt, string Language, Marked Title, string FoundIn, Marked Text, IReadOnlyList<string> Languages,
    string Summary, int Revision, string Hash);

/// <summary>What came back.</summary>
/// <param name="Loose">No story has all the words; these have some.</param>
/// <param name="Cut">The question was too long, or took too long; this is a part of the answer.</param>
/// <param name="Behind">What was saved last is not in it yet.</param>
/// <param name="Unknown">Words that no story has.</param>
/// <param name="Instead">What was looked for in their place.</param>
internal sealed record ArchiveAnswer(
    IReadOnlyList<Hit> Hits, int Count, bool Loose, bool Cut, bool Behind, IReadOnlyList<FacetCount> Facets, IReadOnlyList<string> Unknown,
    IReadOnlyDictionary<string, string> Instead);

/// <summary>
/// Asks the index, then the database whether each hit may be read now: an index that is behind shows nothing that was
/// withdrawn, and nothing before its time.
/// </summary>
public sealed class ArchiveSearch(ChanceryDb db, Visit visit, ArchiveIndex index)
{
    internal static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(50);

    private Dictionary<Guid, Translated>? _campaigns;

    internal async Task<ArchiveAnswer> AskAsync(ArchiveQuestion question, CancellationToken stop)
    {
        var campaigns = await CampaignsAsync(stop);
        var (found, lexicon, behind) = await index.SearchAsync(
            new SearchRequest
            {
                Text = question.Text,
                Languages = Languages(question.Language),
                Within = [ArchiveDocuments.MissionLabel(visit.Mission.Id), ArchiveDocuments.Public],
                Chosen = question.Chosen,
                Facets = question.Facets,
                Order = question.Order,
                Skip = question.Skip,
                Take = question.Take,
                Collapse = true,
                Budget = Budget,
                Label = label => Label(label, campaigns),
            }, stop);
        var ids = found.Hits.Select(h => h.Story).ToList();
        var texts = (await db.PublicTexts(visit.Now).Where(t => ids.Contains(t.Story.Id))
                .Select(t => new PublicText(
                    t.Edition.Id, t.Story.Id, t.Story.Slug, t.Story.Kind, t.Story.SourceLanguage, t.Edition.Language, t.Edition.OpensAt!.Value,
                    t.Revision.Title, t.Revision.Summary, t.Revision.Body, t.Revision.Number, t.Revision.Hash))
                .ToListAsync(stop))
            .ToLookup(t => t.StoryId);
        var marker = new Marker(lexicon, QueryText.Parse(question.Text), Languages(question.Language), found.Instead.Values);
        var hits = found.Hits.Where(h => texts[h.Story].Any()).Select(h => Show(h, [.. texts[h.Story]], question.Language, marker)).ToList();
        return new ArchiveAnswer(hits, found.Count, found.Loose, found.Cut, behind, found.Facets, found.Unknown, found.Instead);
    }

    /// <summary>Titles of the mission's campaigns by id: what their facet is called.</summary>
    public async Task<Dictionary<Guid, Translated>> CampaignsAsync(CancellationToken stop) =>
        _campaigns ??= await db.Set<Campaign>().AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Title, stop);

    /// <summary>Names of places by the value of their label.</summary>
    public async Task<Dictionary<string, Translated>> PlacesAsync(CancellationToken stop) =>
        (await db.Set<PlanAction>().AsNoTracking().Select(a => a.Place).Distinct().ToListAsync(stop))
            .Where(p => !p.IsEmpty).GroupBy(p => ArchiveDocuments.PlaceLabel(p)[6..], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    // The reader's own language first: it is the one they write in.
    private List<string> Languages(string reader) => [.. new[] { reader }.Concat(visit.Mission.Languages).Distinct(StringComparer.Ordinal)];

    private static Hit Show(SearchHit hit, List<PublicText> all, string language, Marker marker)
    {
        var shown = all.Find(t => t.Language == language) ?? all.Find(t => t.Language == t.SourceLanguage) ?? all.MinBy(t => t.Language, StringComparer.Ordinal)!;
        // The edition that answers best, but the reader's own when it has the words too.
        var from = marker.HasWords && !marker.IsIn(shown.Title, shown.Text, shown.Language) ? all.Find(t => t.EditionId == hit.Id) ?? shown : shown;
        return new Hit(
            shown.Slug, Reader.Kebab(shown.Kind.ToString()), shown.OpensAt, shown.Language, marker.Whole(shown.Title, shown.Language), from.Language,
            // Without a question the summary says what it is about; with one, the place where the words stand.
            marker.HasWords || from.Summary.Length == 0 ? marker.Around(from.Text, from.Language) : marker.Around(from.Summary, from.Language),
            [.. all.Select(t => t.Language).Order(StringComparer.Ordinal)], shown.Summary, shown.Revision, shown.Hash);
    }

    /// <summary>What people call things, as the index does: a kind by its short name, a campaign by its title in any language.</summary>
    private static string Label(string label, Dictionary<Guid, Translated> campaigns)
    {
        var (field, value) = (label[..label.IndexOf(':', StringComparison.Ordinal)], label[(label.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var folded = SearchFolding.Fold(value);
        return field switch
        {
            "kind" => "kind:" + folded switch
            {
                "release" or "보도자료" => "press-release",
                "news" or "소식" => "news-report",
                "opinion" or "기고" => "op-ed",
                "보고서" => "report",
                _ => folded,
            },
            "language" => "language:" + (Language.All.FirstOrDefault(l => SearchFolding.Fold(Language.Endonym(l)) == folded) ?? folded),
            "campaign" when campaigns.FirstOrDefault(c => c.Value.Texts.Values.Any(t => SearchFolding.Fold(t).Contains(folded, StringComparison.Ordinal))) is { Key: var id } && id != default => $"campaign:{id:n}",
            "place" => "place:" + folded,
            _ => $"{field}:{folded}",
        };
    }

    private sealed record PublicText(
        Guid EditionId, Guid StoryId, string Slug, StoryKind Kind, string SourceLanguage, string Language, DateTime OpensAt, string Title, string Summary,
        string Body, int Revision, string Hash)
    {
        private string? _text;

        public string Text => _text ??= $"{Summary} {StoryText.Plain(Body)}".Trim();
    }
}
