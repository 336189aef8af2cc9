using Chancery.Features.Contacts;
using Chancery.Kernel;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>A plan as it is looked at: nothing in it is tracked.</summary>
internal sealed record OpenPlan(Campaign Campaign, Programme Programme, IReadOnlyList<Objective> Objectives, IReadOnlyList<PlanRow> Rows);

/// <summary>The plan's rules that are queries, each written once.</summary>
internal static class CampaignQueries
{
    /// <summary>What the plan still wants or has done: everything that was not cancelled.</summary>
    public static IQueryable<PlanAction> InPlan(this IQueryable<PlanAction> actions) =>
        actions.Where(a => a.Status != ActionStatus.Cancelled);

    public static IQueryable<PlanAction> Done(this IQueryable<PlanAction> actions) =>
        actions.Where(a => a.Status == ActionStatus.Done);

    /// <summary>Neither done nor cancelled, and its last planned day is over. The same rule as <see cref="PlanAction.StandingOn"/>.</summary>
    public static IQueryable<PlanAction> Late(this IQueryable<PlanAction> actions, DateOnly today) =>
        actions.Where(a => a.Status == ActionStatus.Planned && a.PlannedTo < today);

    /// <summary>Open, and <paramref name="today"/> is one of its planned days: what those in the street record on.</summary>
    public static IQueryable<PlanAction> RunningOn(this IQueryable<PlanAction> actions, DateOnly today) =>
        actions.Where(a => a.Status == ActionStatus.Planned && a.PlannedFrom <= today && a.PlannedTo >= today);

    /// <summary>Said to be done, or with entries that stand, and none of these entries has a proof.</summary>
    public static IQueryable<PlanAction> WithoutEvidence(this IQueryable<PlanAction> actions, ChanceryDb db)
    {
        var standing = db.Journal.Standing(db);
        return actions.Where(a =>
            (a.Status == ActionStatus.Done || standing.Any(e => e.ActionId == a.Id))
            && !standing.Any(e => e.ActionId == a.Id && e.Evidence.Any()));
    }

    /// <summary>A programme by its slug with its campaign, objectives and whole plan; null when there is none.</summary>
    public static async Task<OpenPlan?> OpenPlanAsync(this ChanceryDb db, string slug, DateOnly today, CancellationToken stop)
    {
        var programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, stop);
        if (programme is null) return null;
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == programme.CampaignId, stop);
        var objectives = await db.ObjectivesOfAsync(programme.Id, stop);
        return new OpenPlan(campaign, programme, objectives, await db.PlanRowsAsync(programme.Id, objectives, today, stop));
    }

    /// <summary>The whole plan of a programme as rows, in a handful of queries however long it is.</summary>
    public static async Task<IReadOnlyList<PlanRow>> PlanRowsAsync(
        this ChanceryDb db, Guid programme, IReadOnlyList<Objective> objectives, DateOnly today, CancellationToken stop)
    {
        var actions = await db.Actions.AsNoTracking().AsSplitQuery()
            .Where(a => a.ProgrammeId == programme)
            .Include(a => a.Parties).Include(a => a.Budget)
            .OrderBy(a => a.Position).ThenBy(a => a.Id)
            .ToListAsync(stop);
        var names = await db.ContactNamesAsync(actions, stop);
        var entries = (await db.Journal.AsNoTracking().Standing(db)
                .Where(e => e.ProgrammeId == programme && e.ActionId != null)
                .Select(e => new { Action = e.ActionId!.Value, Proofs = e.Evidence.Count })
                .ToListAsync(stop))
            .ToLookup(e => e.Action, e => e.Proofs);
        var numbered = objectives.Select((o, i) => (Objective: o, Number: i + 1)).ToDictionary(o => o.Objective.Id);
        return
        [
            .. actions.Select(a =>
            {
                var proofs = entries[a.Id].ToList();
                var (objective, number) = a.ObjectiveId is { } id ? numbered.GetValueOrDefault(id) : default;
                return new PlanRow(a, a.StandingOn(today), a.DaysLate(today), objective, number,
                    [.. a.Parties.OrderBy(p => p.Position).Select(p => PlanParty.Of(p, names))], proofs.Count, proofs.Sum());
            }),
        ];
    }

    public static Task<List<Objective>> ObjectivesOfAsync(this ChanceryDb db, Guid programme, CancellationToken stop) =>
        db.Objectives.AsNoTracking().AsSplitQuery()
            .Where(o => o.ProgrammeId == programme)
            .Include(o => o.Targets.OrderBy(t => t.Position))
            .OrderBy(o => o.Position).ThenBy(o => o.Id)
            .ToListAsync(stop);

    public static async Task<Dictionary<Guid, Translated>> ContactNamesAsync(
        this ChanceryDb db, IReadOnlyList<PlanAction> actions, CancellationToken stop)
    {
        var ids = actions.SelectMany(a => a.Parties).Select(p => p.ContactId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return [];
        return await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, stop);
    }
}
