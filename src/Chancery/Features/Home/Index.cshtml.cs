using Chancery.Features.Campaigns;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Home;

/// <summary>What is on today, what waits for this person, what is late, what lacks evidence; each only for who may act on it.</summary>
[Requires(Permission.SeeDesk)]
public sealed class IndexModel(ChanceryDb db, Visit visit, FigureRegistry figures) : PageModel
{
    private const int Shown = 8;

    /// <summary>The programme that runs now, else the one that ended last.</summary>
    public Programme? Programme { get; private set; }

    public IReadOnlyList<PlanAction> Today { get; private set; } = [];

    public IReadOnlyList<PlanAction> Late { get; private set; } = [];

    public int LateCount { get; private set; }

    public IReadOnlyList<PlanAction> Unproved { get; private set; } = [];

    public int UnprovedCount { get; private set; }

    public IReadOnlyList<PlanAction> Coming { get; private set; } = [];

    internal IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    public IReadOnlyList<(Figure Figure, FigureValue Value, string Behind)> Figures { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (visit.Can(Permission.ReadStories)) Waiting = await WaitingAsync(stop);
        if (!visit.Can(Permission.ReadPlan)) return;

        var today = visit.Today;
        Programme = await db.Programmes.AsNoTracking()
            .OrderByDescending(p => p.From <= today && today <= p.To).ThenByDescending(p => p.To)
            .FirstOrDefaultAsync(stop);
        var actions = db.Actions.AsNoTracking();
        Today = await actions
            .Where(a => a.Status != ActionStatus.Cancelled && a.PlannedFrom <= today && a.PlannedTo >= today)
            .OrderBy(a => a.StartsAt == null).ThenBy(a => a.StartsAt).ThenBy(a => a.PlannedTo).Take(20).ToListAsync(stop);
        var late = actions.Where(a => a.Status == ActionStatus.Planned && a.PlannedTo < today);
        LateCount = await late.CountAsync(stop);
        Late = await late.OrderBy(a => a.PlannedTo).Take(Shown).ToListAsync(stop);
        var unproved = actions.WithoutEvidence(db);
        UnprovedCount = await unproved.CountAsync(stop);
        Unproved = await unproved.OrderByDescending(a => a.ActualTo ?? a.PlannedTo).Take(Shown).ToListAsync(stop);
        Coming = await actions
            .Where(a => a.Status == ActionStatus.Planned && a.PlannedFrom > today && a.PlannedFrom <= today.AddDays(3))
            .OrderBy(a => a.PlannedFrom).ThenBy(a => a.StartsAt).Take(Shown).ToListAsync(stop);
        if (Programme is { } programme) Figures = await FiguresAsync(programme, stop);
    }

    private async Task<IReadOnlyList<Waiting>> WaitingAsync(CancellationToken stop)
    {
        var me = visit.Person.Id;
        var decides = visit.Can(Permission.ApproveStories);
        var writes = visit.Can(Permission.WriteStories);
        return await (
            from edition in db.Set<Edition>().AsNoTracking()
            where (decides && (edition.State == EditionState.InReview || edition.State == EditionState.Approved))
                || (writes && edition.State == EditionState.Draft && edition.ReturnNote != "" && edition.WrittenById == me)
            orderby edition.State == EditionState.InReview descending, edition.EmbargoUntil ?? DateTime.MaxValue, edition.UpdatedAt
            select new Waiting(edition, db.Set<Story>().First(s => s.Id == edition.StoryId).Kind)).Take(20).ToListAsync(stop);
    }

    private async Task<IReadOnlyList<(Figure Figure, FigureValue Value, string Behind)>> FiguresAsync(Programme programme, CancellationToken stop)
    {
        var scope = new FigureScope(visit.Mission.Id, visit.Mission.Slug, programme.Id, programme.Slug, visit.Today);
        var shown = new List<(Figure Figure, FigureValue Value, string Behind)>();
        foreach (var figure in figures.All) shown.Add((figure, await figure.Compute(db, scope, stop), figure.Behind(scope)));
        return shown;
    }
}

/// <summary>An edition that waits for this person's decision or hand.</summary>
internal sealed record Waiting(Edition Edition, StoryKind Kind);
