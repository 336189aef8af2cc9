using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>Plans the next edition: the year and the rule are in the address, the preview shows every date, one button makes it.</summary>
[Requires(Permission.EditPlan)]
public sealed class NextEditionModel(ChanceryDb db, Visit visit) : PageModel
{
    [BindProperty]
    public Dictionary<string, string?> Titles { get; set; } = [];

    [BindProperty]
    public string? Slug { get; set; }

    public Programme Old { get; private set; } = null!;

    public Campaign Campaign { get; private set; } = null!;

    public IReadOnlyList<PlanAction> Actions { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    public int NewYear => Year ?? Old.From.Year + 1;

    /// <summary>As in the address: <c>calendar-day</c> or <c>weekday</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public EditionRule Rule => By == "weekday" ? EditionRule.Weekday : EditionRule.CalendarDay;

    public DateSpan Period => NextEdition.Move(Old.Period, NewYear - Old.From.Year, Rule);

    public bool IsPossible => NextEdition.IsPossible(NewYear);

    public DateSpan? Moved(PlanAction action) => action.PlannedFrom is not { } from
        ? null
        : NextEdition.Move(new DateSpan(from, action.PlannedTo ?? from), NewYear - Old.From.Year, Rule);

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken stop)
    {
        if (!await FindAsync(programme, stop)) return NotFound();
        if (!IsPossible) return this.Refuse(new Refusal("programme.bad-year", nameof(Year)));
        Titles = PlanWords.Fields(NextEdition.Retitle(Old.Title, Old.From.Year, NewYear));
        Slug = NextEdition.Reslug(Old.Slug, Old.From.Year, NewYear);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken stop)
    {
        if (!await FindAsync(programme, stop)) return NotFound();
        if (!IsPossible) return this.Refuse(new Refusal("programme.bad-year", nameof(Year)));
        var title = PlanWords.Read(Titles);
        var slug = (Slug ?? "").Trim();
        if (title.IsEmpty) return this.Refuse(new Refusal("programme.no-title", nameof(Titles)));
        if (Programme.CheckSlug(slug) is { } bad) return this.Refuse(bad);
        if (await db.Programmes.AnyAsync(p => p.Slug == slug, stop)) return this.Refuse(new Refusal("programme.slug-taken", nameof(Slug)).With("slug", slug));

        var (copy, actions) = NextEdition.Copy(Old, Actions, NewYear - Old.From.Year, Rule, slug, title);
        db.Add(copy);
        db.AddRange(actions);
        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = "programme.copied", ProgrammeId = copy.Id, SubjectId = Old.Id,
            ById = visit.Person.Id, HappenedOn = visit.Today, Payload = $$"""{"from":"{{Old.Id}}","rule":"{{(Rule == EditionRule.Weekday ? "weekday" : "calendar-day")}}"}""",
        });
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/desk/{visit.Mission.Slug}/programmes/{copy.Slug}");
    }

    private async Task<bool> FindAsync(string slug, CancellationToken stop)
    {
        var programme = await db.Programmes.AsNoTracking().AsSplitQuery().Include(p => p.Objectives).ThenInclude(o => o.Targets)
            .FirstOrDefaultAsync(p => p.Slug == slug, stop);
        if (programme is null) return false;
        Old = programme;
        Campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == programme.CampaignId, stop);
        Actions = await db.Actions.AsNoTracking().AsSplitQuery().Where(a => a.ProgrammeId == programme.Id)
            .Include(a => a.Parties).Include(a => a.Budget).OrderBy(a => a.Position).ThenBy(a => a.Id).ToListAsync(stop);
        return true;
    }
}
