using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>What Parity says to Stories: nothing goes public while editions differ, and how they stand.</summary>
internal static class ParityGate
{
    /// <summary>
    /// Worked out now, never read from <see cref="ParityState"/>: nothing stale can pass. Two people: a waiver is accepted by
    /// somebody else than who gave it, as a text is (docs/rules/parity.md).
    /// </summary>
    public static async Task<Refusal?> AskAsync(ChanceryDb db, Mission mission, Story story, Edition edition, Guid by, CancellationToken stop)
    {
        var findings = await db.FindingsAsync(mission, story, edition, null, stop);
        if (findings.Blocking > 0) return new Refusal("parity.open", "findings").With("n", findings.Blocking);
        var own = mission.TwoPeople ? findings.All.Count(f => f.IsWaivedBy(by)) : 0;
        return own == 0 ? null : new Refusal("parity.own-waiver", "findings").With("n", own);
    }

    public static async Task<IReadOnlyDictionary<Guid, EditionMark>> MarksAsync(ChanceryDb db, IReadOnlyCollection<Guid> editions, CancellationToken stop)
    {
        var states = await db.ParityStates.AsNoTracking().Where(s => editions.Contains(s.EditionId)).ToDictionaryAsync(s => s.EditionId, stop);
        return editions.ToDictionary(id => id, id => MarkOf(states.GetValueOrDefault(id)));
    }

    private static EditionMark MarkOf(ParityState? state) => state switch
    {
        null => new("off", "help", "parity.state.unchecked"),
        { Blocking: > 0 } => new("late", "warn", "parity.state.differ") { N = state.Errors + state.Checks + state.Notes },
        { Errors: 0, Checks: 0, Notes: 0 } => new("done", "check", "parity.state.agree"),
        _ => new("doubt", "doubt", "parity.state.differ") { N = state.Errors + state.Checks + state.Notes },
    };
}
