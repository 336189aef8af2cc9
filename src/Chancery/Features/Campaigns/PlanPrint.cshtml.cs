using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Figures;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Campaigns;

/// <summary>The plan on paper: every row of the view that was asked for, objectives above, sums below, who printed it when.</summary>
[Requires(Permission.ReadPlan)]
public sealed class PlanPrintModel(ChanceryDb db, Visit visit, Reader reader, FigureRegistry figures) : PageModel
{
    internal OpenPlan Plan { get; private set; } = null!;

    public IReadOnlyList<PlanRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, FigureValue> Values { get; private set; } = new Dictionary<string, FigureValue>();

    public IReadOnlyList<Money> Planned => Money.Sum(Rows.SelectMany(r => r.Planned));

    public IReadOnlyList<Money> Spent => Money.Sum(Rows.SelectMany(r => r.Spent));

    public string PlanAddress { get; private set; } = "";

    public bool Filtered { get; private set; }

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken stop)
    {
        if (await db.OpenPlanAsync(programme, visit.Today, stop) is not { } plan) return NotFound();
        Plan = plan;
        var view = PlanView.Of(Request.Query);
        Rows = view.Apply(plan.Rows, reader.Language, reader.Culture);
        Filtered = view.Filters;
        PlanAddress = $"/desk/{visit.Mission.Slug}/programmes/{plan.Programme.Slug}{view.ToQuery()}";
        var scope = new FigureScope(visit.Mission.Id, visit.Mission.Slug, plan.Programme.Id, plan.Programme.Slug, visit.Today);
        Values = await figures.ComputeAsync(plan.Objectives.SelectMany(o => o.Targets).Select(t => t.FigureId).OfType<string>(), db, scope, stop);
        return Page();
    }
}
