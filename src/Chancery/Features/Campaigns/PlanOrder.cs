using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>The order of the actions of a programme.</summary>
internal static class PlanOrder
{
    /// <summary>
    /// Puts the action at an index (0 is the first). The neighbours move up or down without getting a new version:
    /// nobody who edits one of them is disturbed.
    /// </summary>
    public static async Task PlaceAsync(this ChanceryDb db, PlanAction action, int index, CancellationToken stop)
    {
        var rows = await db.Set<PlanAction>().AsNoTracking()
            .Where(a => a.ProgrammeId == action.ProgrammeId)
            .OrderBy(a => a.Position).ThenBy(a => a.Id)
            .Select(a => new { a.Id, a.Position }).ToListAsync(stop);
        var order = rows.ConvertAll(r => r.Id);
        order.Remove(action.Id);
        order.Insert(Math.Clamp(index, 0, order.Count), action.Id);

        // The same numbers are given out anew, so that undo finds the very number it had; unless two had one number.
        var numbers = rows.ConvertAll(r => r.Position);
        if (numbers.Distinct().Count() < numbers.Count) numbers = [.. Enumerable.Range(1, rows.Count)];
        var was = rows.ToDictionary(r => r.Id, r => r.Position);
        for (var i = 0; i < order.Count; i++)
        {
            var (id, number) = (order[i], numbers[i]);
            if (id == action.Id) action.Position = number;
            else if (was[id] != number)
                await db.Set<PlanAction>().Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Position, number), stop);
        }
    }

    /// <summary>The index the action stands at now.</summary>
    public static async Task<int> IndexAsync(this ChanceryDb db, PlanAction action, CancellationToken stop) =>
        (await db.Set<PlanAction>().Where(a => a.ProgrammeId == action.ProgrammeId)
            .OrderBy(a => a.Position).ThenBy(a => a.Id).Select(a => a.Id).ToListAsync(stop)).IndexOf(action.Id);

    public static async Task<int> NextPositionAsync(this ChanceryDb db, Guid programme, CancellationToken stop) =>
        (await db.Set<PlanAction>().Where(a => a.ProgrammeId == programme).MaxAsync(a => (int?)a.Position, stop) ?? 0) + 1;
}
