using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Chancery.Features.Archive;

/// <summary>
/// Everything the mission ever published: searched by words of any edition, narrowed by what is beside the results, or
/// looked through by year and month. Each story is found once and shown in the reader's language where it has an edition in it.
/// </summary>
[Public]
[OutputCache(PolicyName = PublicPage.CachePolicy)]
public sealed class IndexModel(ChanceryDb db, Visit visit, Reader reader, ArchiveSearch search) : PageModel
{
    private const int PageSize = 20;
    internal const int DeepestPage = 50;
    private static readonly string[] Fields = ["year", "month", "campaign", "kind", "language", "place"];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Question { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public List<string> Years { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "month")]
    public List<string> Months { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "campaign")]
    public List<string> Campaigns { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "kind")]
    public List<string> Kinds { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "in")]
    public List<string> Languages { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "place")]
    public List<string> Places { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "order")]
    public string? Order { get; set; }

    internal ArchiveAnswer Answer { get; private set; } = null!;

    internal IReadOnlyList<FacetGroup> Groups { get; private set; } = [];

    /// <summary>Years with their months, to look through without a question.</summary>
    internal IReadOnlyList<Facet> Browse { get; private set; } = [];

    public bool Asked => !string.IsNullOrWhiteSpace(Question);

    public string Sorted => Order is "oldest" or "newest" ? Order : Asked ? "" : "newest";

    public int Number { get; private set; } = 1;

    public int Pages { get; private set; } = 1;

    public IEnumerable<(string Key, string Field, List<string> Values)> Choices =>
        [("in", "language", Languages), ("year", "year", Years), ("month", "month", Months), ("kind", "kind", Kinds), ("campaign", "campaign", Campaigns), ("place", "place", Places)];

    public int Chosen => Choices.Sum(c => c.Values.Count);

    public async Task<IActionResult> OnGetAsync(string language, [FromQuery(Name = "p")] int? number, CancellationToken stop)
    {
        if (!await db.IsReadInAsync(visit.Mission, language, visit.Now, stop)) return NotFound();
        Question = (Question ?? "").Trim();
        if (Question.Length > QueryText.LongestQuestion) Question = Question[..QueryText.LongestQuestion];
        Number = number ?? 1;
        if (Number is < 1 or > DeepestPage) return NotFound();
        var order = Order switch { "oldest" => SearchOrder.Oldest, "newest" => SearchOrder.Newest, _ => SearchOrder.Relevance };
        Answer = await search.AskAsync(
            new ArchiveQuestion(Question, language, [.. Choices.SelectMany(c => c.Values.Select(v => $"{c.Field}:{v}"))], order, (Number - 1) * PageSize, PageSize, Fields), stop);
        Pages = Math.Clamp((Answer.Count + PageSize - 1) / PageSize, 1, DeepestPage);
        if (Number > Pages) return NotFound();

        var campaigns = await search.CampaignsAsync(stop);
        var places = Answer.Facets.Any(f => f.Field == "place") || Places.Count > 0 ? await search.PlacesAsync(stop) : [];
        Groups =
        [
            Group("in", "language", Languages, v => new(Language.Endonym(v), v), byCount: true),
            Group("year", "year", Years, v => new(v, null), byCount: false),
            Group("kind", "kind", Kinds, v => new(KindWord(v), null), byCount: true),
            Group("campaign", "campaign", Campaigns, v => Guid.TryParseExact(v, "n", out var id) && campaigns.TryGetValue(id, out var title) ? Named(title, language) : new(v, null), byCount: true),
            Group("place", "place", Places, v => places.TryGetValue(v, out var place) ? Named(place, language) : new(v, null), byCount: true),
        ];
        Browse = Group("month", "month", Months, MonthName, byCount: false).Facets;
        Response.Headers.CacheControl = "no-cache";
        return Page();
    }

    public string KindWord(string kind) => reader["newsroom.kind." + kind] is ['[', ..] ? kind : reader["newsroom.kind." + kind];

    public FacetName MonthName(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", out var day) ? new FacetName(reader.Month(day), null) : new FacetName(month, null);

    /// <summary>The query of this page's address without its page number, optionally without one choice.</summary>
    public string Query(string withoutKey = "", string withoutValue = "", bool question = true, bool choices = true, string? instead = null)
    {
        var parts = new List<string>();
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value) && !(key == withoutKey && value == withoutValue)) parts.Add($"{key}={Uri.EscapeDataString(value)}");
        }
        if (question) Add("q", instead ?? Question);
        if (choices)
        {
            foreach (var (key, _, values) in Choices.OrderBy(c => Array.IndexOf(["year", "month", "kind", "in", "campaign", "place"], c.Key)))
                foreach (var value in values) Add(key, value);
        }
        if (Order is "oldest" or "newest") Add("order", Order);
        return string.Join('&', parts);
    }

    private static FacetName Named(Translated text, string language)
    {
        var (name, of) = text.For(language);
        return new FacetName(name, of);
    }

    private FacetGroup Group(string key, string field, List<string> chosen, Func<string, FacetName> name, bool byCount)
    {
        var counts = Answer.Facets.Where(f => f.Field == field).ToDictionary(f => f.Value, f => f.Count, StringComparer.Ordinal);
        // A value that was chosen stays in the list even when nothing has it, so that the choice can be taken back.
        var facets = counts.Keys.Union(chosen, StringComparer.Ordinal).Select(v => new Facet(v, name(v), counts.GetValueOrDefault(v), chosen.Contains(v)));
        return new FacetGroup(key, field,
            [.. byCount ? facets.OrderByDescending(f => f.Count).ThenBy(f => f.Value, StringComparer.Ordinal) : facets.OrderByDescending(f => f.Value, StringComparer.Ordinal)]);
    }
}

/// <param name="Key">In the address.</param>
internal sealed record FacetGroup(string Key, string Field, IReadOnlyList<Facet> Facets);

/// <param name="Language">That the name is in, when it may be another than the page's.</param>
public sealed record FacetName(string Text, string? Language);

/// <summary>A choice that narrows the results, with how many it would leave.</summary>
public sealed record Facet(string Value, FacetName Name, int Count, bool IsChosen);
