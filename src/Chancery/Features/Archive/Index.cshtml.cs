using System.Globalization;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Archive;

/// <summary>
/// Everything the mission ever published, searched by parts of words: every word must occur in the story, in whichever
/// of its editions. Each story is found once and shown in the reader's language where it has an edition in it.
/// </summary>
[Public]
[OutputCache(PolicyName = PublicPage.CachePolicy)]
public sealed class IndexModel(ChanceryDb db, Visit visit) : PageModel
{
    private const int PageSize = 20;
    private const int LongestQuestion = 200;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public List<string> Years { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "kind")]
    public List<string> Kinds { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "in")]
    public List<string> Languages { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "order")]
    public string? Order { get; set; }

    public bool OldestFirst => Order == "oldest";

    public IReadOnlyList<string> Words { get; private set; } = [];

    public IReadOnlyList<Facet> ByYear { get; private set; } = [];

    public IReadOnlyList<Facet> ByKind { get; private set; } = [];

    public IReadOnlyList<Facet> ByLanguage { get; private set; } = [];

    internal IReadOnlyList<Hit> Hits { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages { get; private set; } = 1;

    public int Chosen => Years.Count + Kinds.Count + Languages.Count;

    public async Task<IActionResult> OnGetAsync(string language, [FromQuery(Name = "p")] int? number, CancellationToken stop)
    {
        var now = visit.Now;
        if (!await db.IsReadInAsync(visit.Mission, language, now, stop)) return NotFound();
        Question = (Question ?? "").Trim();
        if (Question.Length > LongestQuestion) Question = Question[..LongestQuestion];
        Words = Snippet.Words(Question);

        var texts = db.PublicTexts(now);
        var matching = texts;
        foreach (var word in Words)
            matching = matching.Where(t => texts.Any(o => o.Story.Id == t.Story.Id && o.Revision.SearchText.Contains(word)));
        var found = (await matching
                .Select(t => new { t.Story.Id, t.Story.Kind, t.Story.SourceLanguage, t.Edition.Language, OpensAt = t.Edition.OpensAt!.Value })
                .ToListAsync(stop))
            .GroupBy(t => t.Id)
            .Select(g =>
            {
                var shown = g.FirstOrDefault(t => t.Language == language)
                    ?? g.FirstOrDefault(t => t.Language == t.SourceLanguage) ?? g.MinBy(t => t.Language, StringComparer.Ordinal)!;
                var year = visit.Mission.Day(shown.OpensAt).Year.ToString(CultureInfo.InvariantCulture);
                return new Found(g.Key, Reader.Kebab(shown.Kind.ToString()), year, shown.OpensAt, shown.Language, [.. g.Select(t => t.Language)]);
            })
            .ToList();

        ByYear = Facet.Of(found.Where(f => IsOfKind(f) && IsInLanguage(f)).Select(f => f.Year), Years)
            .OrderByDescending(f => f.Value, StringComparer.Ordinal).ToList();
        ByKind = Facet.Of(found.Where(f => IsOfYear(f) && IsInLanguage(f)).Select(f => f.Kind), Kinds).OrderByDescending(f => f.Count).ToList();
        ByLanguage = Facet.Of(found.Where(f => IsOfYear(f) && IsOfKind(f)).SelectMany(f => f.Languages), Languages)
            .OrderByDescending(f => f.Count).ThenBy(f => f.Value, StringComparer.Ordinal).ToList();
        var left = found.Where(f => IsOfYear(f) && IsOfKind(f) && IsInLanguage(f));
        var sorted = (OldestFirst ? left.OrderBy(f => f.OpensAt).ThenBy(f => f.StoryId) : left.OrderByDescending(f => f.OpensAt).ThenByDescending(f => f.StoryId)).ToList();
        Count = sorted.Count;
        Pages = Math.Max(1, (Count + PageSize - 1) / PageSize);
        Number = number ?? 1;
        if (Number < 1 || Number > Pages) return NotFound();
        Hits = await ReadAsync(texts, sorted.GetRange((Number - 1) * PageSize, Math.Min(PageSize, Count - ((Number - 1) * PageSize))), stop);
        Response.Headers.CacheControl = "no-cache";
        return Page();
    }

    /// <summary>The query of this page's address without its page number, optionally without one choice.</summary>
    public string Query(string withoutKey = "", string withoutValue = "", bool question = true, bool choices = true)
    {
        var parts = new List<string>();
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value) && !(key == withoutKey && value == withoutValue)) parts.Add($"{key}={Uri.EscapeDataString(value)}");
        }
        if (question) Add("q", Question);
        if (choices)
        {
            foreach (var year in Years) Add("year", year);
            foreach (var kind in Kinds) Add("kind", kind);
            foreach (var language in Languages) Add("in", language);
        }
        if (OldestFirst) Add("order", "oldest");
        return string.Join('&', parts);
    }

    private bool IsOfYear(Found f) => Years.Count == 0 || Years.Contains(f.Year);

    private bool IsOfKind(Found f) => Kinds.Count == 0 || Kinds.Contains(f.Kind);

    private bool IsInLanguage(Found f) => Languages.Count == 0 || f.Languages.Any(Languages.Contains);

    /// <summary>The texts of one page of hits; the words are shown from the edition that has most of them, the reader's own first.</summary>
    private async Task<IReadOnlyList<Hit>> ReadAsync(IQueryable<PublicEdition> texts, List<Found> page, CancellationToken stop)
    {
        var ids = page.ConvertAll(f => f.StoryId);
        var editions = (await texts.Where(t => ids.Contains(t.Story.Id))
                .Select(t => new { t.Story.Id, t.Story.Slug, t.Edition.Language, t.Revision.Title, t.Revision.Summary, t.Revision.Body, t.Revision.SearchText })
                .ToListAsync(stop))
            .ToLookup(t => t.Id);
        return page.ConvertAll(found =>
        {
            var all = editions[found.StoryId].ToList();
            var shown = all.First(t => t.Language == found.Shown);
            var from = all.OrderByDescending(t => Words.Count(w => t.SearchText.Contains(w, StringComparison.Ordinal)))
                .ThenByDescending(t => t.Language == found.Shown).ThenBy(t => t.Language, StringComparer.Ordinal).First();
            // Without a question the summary says what it is about; with one, the place where the words stand.
            var text = Words.Count == 0 && from.Summary.Length > 0 ? from.Summary : $"{from.Summary} {StoryText.Plain(from.Body)}".Trim();
            return new Hit(shown.Slug, found.Kind, found.OpensAt, shown.Language, new Snippet(shown.Title), from.Language, new Snippet(text),
                [.. all.Select(t => t.Language).Order(StringComparer.Ordinal)]);
        });
    }

    private sealed record Found(Guid StoryId, string Kind, string Year, DateTime OpensAt, string Shown, IReadOnlyList<string> Languages);
}

/// <summary>A choice that narrows the results, with how many it would leave.</summary>
public sealed record Facet(string Value, int Count, bool IsChosen)
{
    /// <summary>A value that was chosen stays in the list even when nothing has it, so that the choice can be taken back.</summary>
    public static IEnumerable<Facet> Of(IEnumerable<string> values, IReadOnlyCollection<string> chosen)
    {
        var counts = values.CountBy(v => v, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return counts.Keys.Union(chosen, StringComparer.Ordinal).Select(v => new Facet(v, counts.GetValueOrDefault(v), chosen.Contains(v)));
    }
}

/// <summary>A story that was found: shown in one edition, its words perhaps from another.</summary>
internal sealed record Hit(
    string Slug, string Kind, DateTime OpensAt, string Language, Snippet Title, string FoundIn, Snippet Text, IReadOnlyList<string> Languages);
