using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>The journal as a feed, newest first: of the mission, or of one programme.</summary>
[Requires(Permission.ReadPlan)]
public sealed class JournalModel(ChanceryDb db, Visit visit) : PageModel
{
    private const int PageSize = 50;

    public Programme? Programme { get; private set; }

    public JournalFeed Feed { get; private set; } = null!;

    /// <summary>Programmes to go on to, from the journal of the mission.</summary>
    public IReadOnlyList<(string Slug, Translated Title)> Programmes { get; private set; } = [];

    /// <summary>Actions to filter the journal of a programme by.</summary>
    public IReadOnlyList<(Guid Id, Translated Title)> Choices { get; private set; } = [];

    /// <summary><c>happened</c>, <c>desk</c>, or empty for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Action { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    /// <summary>Entries with a lower number than this: the page after the last one shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public bool IsFiltered => !string.IsNullOrEmpty(Kind) || !string.IsNullOrEmpty(Action) || !string.IsNullOrEmpty(Day);

    /// <param name="programme">Slug of the programme in the address; none for the whole mission.</param>
    /// <param name="chosen">The programme chosen in the form of the mission's journal: it has an address of its own.</param>
    public async Task<IActionResult> OnGetAsync(string? programme, [FromQuery(Name = "in")] string? chosen, CancellationToken stop)
    {
        var entries = db.Journal.AsQueryable();
        if (programme is null)
        {
            Programmes = [.. (await db.Programmes.OrderByDescending(p => p.From).Select(p => new { p.Slug, p.Title }).ToListAsync(stop)).Select(p => (p.Slug, p.Title))];
            if (Programmes.FirstOrDefault(p => p.Slug == chosen) is { Slug: { } slug })
                return LocalRedirect($"/desk/{visit.Mission.Slug}/programmes/{slug}/journal" + QueryOf(("kind", Kind), ("day", Day)));
        }
        else
        {
            Programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == programme, stop);
            if (Programme is null) return NotFound();
            var actions = db.Actions.Where(a => a.ProgrammeId == Programme.Id).OrderBy(a => a.Position);
            Choices = [.. (await actions.Select(a => new { a.Id, a.Title }).ToListAsync(stop)).Select(a => (a.Id, a.Title))];
            entries = entries.Where(e => e.ProgrammeId == Programme.Id);
        }
        entries = Kind switch
        {
            "happened" => entries.Where(e => e.Kind == JournalEntry.Happened || e.Kind == JournalEntry.Reversal),
            "desk" => entries.Where(e => e.Kind != JournalEntry.Happened && e.Kind != JournalEntry.Reversal),
            _ => entries,
        };
        if (Guid.TryParse(Action, out var action)) entries = entries.Where(e => e.ActionId == action);
        if (Typed.TryDate(Day, out var typed) && typed is { } day)
            entries = entries.Where(e => e.HappenedOn == day || (e.HappenedOn <= day && e.HappenedTo >= day));
        if (long.TryParse(Before, System.Globalization.CultureInfo.InvariantCulture, out var before)) entries = entries.Where(e => e.Sequence < before);

        Feed = await JournalFeed.LoadAsync(db, entries, PageSize, stop);
        return Page();
    }

    /// <summary>This page with the filters it has, from a lower number on.</summary>
    public string Older() => Request.Path + QueryOf(
        ("kind", Kind), ("action", Action), ("day", Day),
        ("before", Feed.Entries[^1].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string QueryOf(params (string Name, string? Value)[] filters) => QueryString.Create(
        filters.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => KeyValuePair.Create(f.Name, f.Value))).ToUriComponent();
}
