using System.Globalization;
using System.Text;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>
/// The action plan of a programme: list, timeline or month. Reading is enough for everything here that is one's own
/// (saved views, calendar links); moving an action asks for more, at its handler.
/// </summary>
[Requires(Permission.ReadPlan)]
public sealed class PlanModel(ChanceryDb db, Visit visit, Reader reader, FigureRegistry figures) : PageModel
{
    public const int NameLength = 60;

    internal OpenPlan Plan { get; private set; } = null!;

    public PlanView View { get; private set; } = new();

    /// <summary>Everything this view shows, in order; <see cref="Shown"/> is the page of it.</summary>
    public IReadOnlyList<PlanRow> Rows { get; private set; } = [];

    public IReadOnlyList<PlanRow> Shown => [.. Rows.Skip((View.Page - 1) * PlanView.PageSize).Take(PlanView.PageSize)];

    public int Pages => Math.Max(1, (Rows.Count + PlanView.PageSize - 1) / PlanView.PageSize);

    /// <summary>Every figure that this page shows, computed now.</summary>
    public IReadOnlyDictionary<string, FigureValue> Values { get; private set; } = new Dictionary<string, FigureValue>();

    /// <summary>What other features count of the programme.</summary>
    public IReadOnlyList<(Figure Figure, FigureValue Value)> Others { get; private set; } = [];

    public IReadOnlyList<SavedView> Saved { get; private set; } = [];

    public IReadOnlyList<CalendarLink> Links { get; private set; } = [];

    /// <summary>A calendar address just made. It is shown this once.</summary>
    [TempData]
    public string? NewLink { get; set; }

    public bool MayEdit => visit.Can(Permission.EditPlan);

    public string Here => $"/desk/{visit.Mission.Slug}/programmes/{Plan.Programme.Slug}";

    public string Behind(string figure) => figures.Find(figure)?.Behind(Scope) ?? Here;

    public Figure? Figure(string? id) => id is null ? null : figures.Find(id);

    public string PathTo(PlanAction action) => $"/desk/{visit.Mission.Slug}/actions/{action.Id}";

    /// <summary>The address of this page seen otherwise.</summary>
    public string To(PlanView view) => Here + view.ToQuery();

    public string SortBy(string column) =>
        To(View with { Sort = column, Descending = View.Sort == column && !View.Descending, Page = 1 });

    public string? SortOf(string column) => View.Sort != column ? null : View.Descending ? "descending" : "ascending";

    private FigureScope Scope => new(visit.Mission.Id, visit.Mission.Slug, Plan.Programme.Id, Plan.Programme.Slug, visit.Today);

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken stop) =>
        await LoadAsync(programme, stop) ? Page() : NotFound();

    /// <summary><paramref name="move"/> is <c>id:version:days</c>, the value of the button that was pressed.</summary>
    [Requires(Permission.EditPlan)]
    public async Task<IActionResult> OnPostShiftAsync(string programme, string? move, CancellationToken stop)
    {
        if (!await LoadAsync(programme, stop)) return NotFound();
        if (move?.Split(':') is not [var key, var seen, var by]
            || !Guid.TryParse(key, out var id)
            || !int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(by, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) || Math.Abs(days) > 31)
            return BadRequest();
        var programmeId = Plan.Programme.Id;
        var action = await db.Actions.Include(a => a.Parties).Include(a => a.Budget).AsSplitQuery()
            .FirstOrDefaultAsync(a => a.Id == id && a.ProgrammeId == programmeId, stop);
        if (action is null) return NotFound();
        if (action.Version != version)
        {
            var stale = this.Refuse(new Refusal("programme.moved-meanwhile"));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return stale;
        }
        if (action.PlannedFrom is not { } from) return this.Refuse(new Refusal("programme.no-day-to-move"));
        var before = ActionSnapshot.Of(action);
        if (action.Plan(from.AddDays(days), action.PlannedTo?.AddDays(days)) is { } refusal) return this.Refuse(refusal);

        var noted = db.NoteChange(visit, action, "edited", before.ToJson(), new { days });
        await db.SaveChangesAsync(stop);
        var row = $"{To(View)}#a-{action.Id}";
        this.Toast(reader["actions.toast.moved", ("title", reader.Plain(action.Title))], $"{PathTo(action)}?handler=undo&change={noted.Id}&back={Uri.EscapeDataString(row)}");
        return LocalRedirect(row);
    }

    public async Task<IActionResult> OnPostSaveViewAsync(string programme, string? name, CancellationToken stop)
    {
        if (!await LoadAsync(programme, stop)) return NotFound();
        var clean = (name ?? "").Trim().Normalize(NormalizationForm.FormC);
        if (clean.Length == 0) return this.Refuse(new Refusal("programme.view-without-name", "name"));
        if (clean.Length > NameLength) return this.Refuse(new Refusal("programme.view-name-long", "name").With("most", NameLength));
        if (Saved.Any(v => v.Name == clean)) return this.Refuse(new Refusal("programme.view-name-taken", "name").With("name", clean));
        db.Add(new SavedView
        {
            MissionId = visit.Mission.Id, ProgrammeId = Plan.Programme.Id, PersonId = visit.Person.Id,
            Name = clean, Query = (View with { Page = 1 }).ToQuery(),
        });
        await db.SaveChangesAsync(stop);
        return LocalRedirect(To(View));
    }

    public async Task<IActionResult> OnPostDeleteViewAsync(string programme, Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(programme, stop)) return NotFound();
        if (Saved.All(v => v.Id != id)) return NotFound(); // another person's is not there at all
        await db.SavedViews.Where(v => v.Id == id).ExecuteDeleteAsync(stop);
        return LocalRedirect(To(View));
    }

    public async Task<IActionResult> OnPostCalendarAsync(string programme, CancellationToken stop)
    {
        if (!await LoadAsync(programme, stop)) return NotFound();
        var token = Tokens.New();
        db.Add(new CalendarLink
        {
            MissionId = visit.Mission.Id, ProgrammeId = Plan.Programme.Id, PersonId = visit.Person.Id,
            TokenHash = Tokens.Hash(token), CreatedAt = visit.Now,
        });
        await db.SaveChangesAsync(stop);
        NewLink = $"{Request.Scheme}://{Request.Host}/calendar/{token}.ics";
        return LocalRedirect(To(View) + "#calendar");
    }

    public async Task<IActionResult> OnPostRevokeAsync(string programme, Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(programme, stop)) return NotFound();
        if (Links.All(l => l.Id != id)) return NotFound();
        await db.CalendarLinks.Where(l => l.Id == id).ExecuteUpdateAsync(l => l.SetProperty(x => x.RevokedAt, visit.Now), stop);
        return LocalRedirect(To(View) + "#calendar");
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken stop)
    {
        if (await db.OpenPlanAsync(slug, visit.Today, stop) is not { } plan) return false;
        Plan = plan;
        View = PlanView.Of(Request.Query);
        Rows = View.Apply(plan.Rows, reader.Language, reader.Culture);
        var (person, programme) = (visit.Person.Id, plan.Programme.Id);
        Saved = await db.SavedViews.AsNoTracking()
            .Where(v => v.PersonId == person && v.ProgrammeId == programme).OrderBy(v => v.Name).ToListAsync(stop);
        Links = await db.CalendarLinks.AsNoTracking()
            .Where(l => l.PersonId == person && l.ProgrammeId == programme && l.RevokedAt == null).OrderBy(l => l.CreatedAt).ToListAsync(stop);
        var others = new List<(Figure Figure, FigureValue Value)>();
        foreach (var figure in figures.All.Where(f => !PlanFigures.All.Contains(f))) others.Add((figure, await figure.Compute(db, Scope, stop)));
        Others = others;
        Values = await figures.ComputeAsync(PlanFigures.All.Select(f => f.Id)
            .Concat(plan.Objectives.SelectMany(o => o.Targets).Select(t => t.FigureId).OfType<string>()), db, Scope, stop);
        return true;
    }
}
