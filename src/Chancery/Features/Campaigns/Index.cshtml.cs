using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>All campaigns of the mission with their programmes.</summary>
[Requires(Permission.ReadPlan)]
public sealed class IndexModel(ChanceryDb db, Visit visit, FigureRegistry figures) : PageModel
{
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];

    public ILookup<Guid, Programme> Programmes { get; private set; } = null!;

    /// <summary>Done and late of each programme, two queries for all of them.</summary>
    public IReadOnlyDictionary<Guid, int> Done { get; private set; } = new Dictionary<Guid, int>();

    public IReadOnlyDictionary<Guid, int> Late { get; private set; } = new Dictionary<Guid, int>();

    public IReadOnlyDictionary<Guid, int> InPlan { get; private set; } = new Dictionary<Guid, int>();

    public bool MayEdit => visit.Can(Permission.EditPlan);

    public string Behind(string figure, Programme programme) =>
        figures.Find(figure)!.Behind(new FigureScope(visit.Mission.Id, visit.Mission.Slug, programme.Id, programme.Slug, visit.Today));

    public async Task OnGetAsync(CancellationToken stop)
    {
        Campaigns = await db.Campaigns.AsNoTracking().OrderBy(c => c.Slug).ToListAsync(stop);
        Programmes = (await db.Programmes.AsNoTracking().OrderByDescending(p => p.From).ThenBy(p => p.Slug).ToListAsync(stop))
            .ToLookup(p => p.CampaignId);
        InPlan = await CountAsync(db.Actions.InPlan(), stop);
        Done = await CountAsync(db.Actions.Done(), stop);
        Late = await CountAsync(db.Actions.Late(visit.Today), stop);
    }

    private static Task<Dictionary<Guid, int>> CountAsync(IQueryable<PlanAction> actions, CancellationToken stop) =>
        actions.GroupBy(a => a.ProgrammeId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
}
