using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>The stories of the mission, with their editions.</summary>
[Requires(Permission.ReadStories, Write = Permission.WriteStories)]
public sealed class IndexModel(ChanceryDb db, Visit visit, Reader reader, Companions companions) : PageModel
{
    private const int PageSize = 40;

    [BindProperty(SupportsGet = true)]
    public StoryKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public EditionState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>"changed" (the default), "title" or "kind".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public int At { get; set; } = 1;

    public IReadOnlyList<(Guid Id, Translated Title)> Programmes { get; private set; } = [];

    public IReadOnlyList<StoryRow> Rows { get; private set; } = [];

    /// <summary>What other features say of the editions, by edition.</summary>
    public ILookup<Guid, EditionMark> Marks { get; private set; } = Enumerable.Empty<EditionMark>().ToLookup(_ => Guid.Empty);

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public bool IsFiltered => Kind is not null || State is not null || Programme is not null || !string.IsNullOrEmpty(Language) || !string.IsNullOrWhiteSpace(Q);

    public DateTime Now => visit.Now;

    public async Task OnGetAsync(CancellationToken stop)
    {
        ModelState.Clear(); // a filter that means nothing filters nothing
        Programmes = [.. (await db.Programmes.AsNoTracking().OrderByDescending(p => p.From).Select(p => new { p.Id, p.Title }).ToListAsync(stop)).Select(p => (p.Id, p.Title))];
        var stories = db.Stories.AsNoTracking().Of(Kind, Programme, Language, State);

        // Titles only, never the texts; so few bytes a story that finding and sorting can follow the reader's language.
        var found = (await stories.Rows().ToListAsync(stop)).FindAll(s => s.Says(Q));
        Count = found.Count;
        At = Math.Clamp(At, 1, Math.Max(1, Pages));
        var compare = StringComparer.Create(reader.Culture, ignoreCase: true);
        IEnumerable<StoryRow> sorted = Sort switch
        {
            "title" => found.OrderBy(s => s.TitleFor(reader.Language).Title, compare),
            "kind" => found.OrderBy(s => s.Kind).ThenByDescending(s => s.ChangedAt),
            _ => found.OrderByDescending(s => s.ChangedAt),
        };
        Rows = [.. sorted.Skip((At - 1) * PageSize).Take(PageSize)];
        foreach (var row in Rows) row.Editions = [.. row.Editions.OrderBy(e => e.Language != row.SourceLanguage).ThenBy(e => Place(e.Language))];
        Marks = await companions.MarksAsync(db, [.. Rows.SelectMany(r => r.Editions.Where(e => e.Language != r.SourceLanguage)).Select(e => e.Id)], stop);
    }

    /// <summary>This list with one thing changed.</summary>
    public string With(string name, object? value)
    {
        var query = new QueryString();
        (string Name, object? Value)[] all =
            [("Kind", Kind), ("State", State), ("Language", Language), ("Programme", Programme), ("Q", Q), ("Sort", Sort), ("At", null)];
        foreach (var (key, kept) in all)
        {
            var text = (key == name ? value : kept)?.ToString();
            if (!string.IsNullOrEmpty(text)) query = query.Add(key, text);
        }
        return Request.Path + query.ToString();
    }

    private int Place(string language)
    {
        var at = visit.Mission.Languages.ToList().IndexOf(language);
        return at < 0 ? int.MaxValue : at;
    }
}

/// <summary>One line of the list.</summary>
public sealed class StoryRow
{
    public Guid Id { get; init; }

    public int Version { get; init; }

    public Guid? LeadId { get; init; }

    public StoryKind Kind { get; init; }

    public string SourceLanguage { get; init; } = "";

    public string Slug { get; init; } = "";

    public Guid? ProgrammeId { get; init; }

    public DateTime CreatedAt { get; init; }

    public List<EditionRow> Editions { get; set; } = [];

    public DateTime ChangedAt => Editions.Select(e => e.UpdatedAt).Append(CreatedAt).Max();

    /// <summary>The words stand in a title or a summary of it; no words stand everywhere.</summary>
    public bool Says(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return true;
        var wanted = Normalised.ForSearch(words);
        return Editions.Exists(e => Normalised.ForSearch($"{e.Title}\n{e.Summary}").Contains(wanted, StringComparison.Ordinal));
    }

    public (string Title, string Language) TitleFor(string language)
    {
        EditionRow?[] order = [Editions.Find(e => e.Language == language), Editions.Find(e => e.Language == SourceLanguage), .. Editions];
        return order.FirstOrDefault(e => e?.Title.Length > 0) is { } named ? (named.Title, named.Language) : ("", language);
    }
}

/// <summary>An edition in the list: everything but its text.</summary>
public sealed class EditionRow
{
    public Guid Id { get; init; }

    public int Version { get; init; }

    public string Language { get; init; } = "";

    public string Title { get; init; } = "";

    public string Summary { get; init; } = "";

    public EditionState State { get; init; }

    public bool InCorrection { get; init; }

    public bool IsReturned { get; init; }

    public int PublicRevision { get; init; }

    public DateTime? OpensAt { get; init; }

    public DateTime UpdatedAt { get; init; }
}
