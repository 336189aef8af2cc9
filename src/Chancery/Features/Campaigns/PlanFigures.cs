using Chancery.Kernel;
using Chancery.Platform.Figures;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>The figures of an action plan. Each is one query, and its link opens the very rows it counts.</summary>
internal static class PlanFigures
{
    public const string Planned = "plan.actions.planned";
    public const string Done = "plan.actions.done";
    public const string Late = "plan.actions.late";
    public const string WithoutEvidence = "plan.actions.without-evidence";

    private const string InActions = "unit.actions";

    public static readonly IReadOnlyList<Figure> All =
    [
        new(Planned, InActions, (db, of, stop) => CountAsync(Of(db, of).InPlan(), stop),
            Behind("standing=planned&standing=running&standing=late&standing=done")),
        new(Done, InActions, (db, of, stop) => CountAsync(Of(db, of).Done(), stop), Behind("standing=done")),
        new(Late, InActions, (db, of, stop) => CountAsync(Of(db, of).Late(of.Today), stop), Behind("standing=late")),
        new(WithoutEvidence, InActions, (db, of, stop) => CountAsync(Of(db, of).WithoutEvidence(db), stop), Behind("evidence=none")),
    ];

    /// <summary>Each figure that exists, once.</summary>
    public static async Task<IReadOnlyDictionary<string, FigureValue>> ComputeAsync(
        this FigureRegistry figures, IEnumerable<string> ids, ChanceryDb db, FigureScope of, CancellationToken stop)
    {
        var values = new Dictionary<string, FigureValue>(StringComparer.Ordinal);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (figures.Find(id) is { } figure) values[id] = await figure.Compute(db, of, stop);
        }
        return values;
    }

    private static IQueryable<PlanAction> Of(ChanceryDb db, FigureScope of) =>
        db.Actions.Where(a => a.ProgrammeId == of.ProgrammeId);

    private static async Task<FigureValue> CountAsync(IQueryable<PlanAction> actions, CancellationToken stop) =>
        new(await actions.CountAsync(stop));

    private static Func<FigureScope, string> Behind(string query) =>
        of => $"/desk/{of.MissionSlug}/programmes/{of.ProgrammeSlug}?{query}";
}
