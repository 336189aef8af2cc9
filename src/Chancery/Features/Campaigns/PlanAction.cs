using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

public enum ActionKind
{
    Event,
    Distribution,
    Placement,
    Posting,
    Dispatch,
    Article,
}

/// <summary>What people decided about an action; how it stands today is computed (<see cref="PlanAction.StandingOn"/>).</summary>
public enum ActionStatus
{
    Planned,
    Done,
    Cancelled,
}

/// <summary>How an action stands on a day.</summary>
public enum Standing
{
    Planned,
    Running,
    Late,
    Done,
    Cancelled,
}

public enum PartyRole
{
    Initiator,
    Supporter,
    Organiser,
    Participant,
    Maker,
    Translator,
    Distributor,
    Publisher,
}

/// <summary>
/// One line of the action plan, planned and actual side by side: the product's <em>action</em> (named so because
/// <see cref="System.Action"/> is in every file). The actual period is the fold of the standing journal entries, kept
/// here in the transaction of each entry.
/// </summary>
public sealed class PlanAction : IOwnedByMission, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public Guid? ObjectiveId { get; set; }

    public int Position { get; set; }

    public ActionKind Kind { get; set; }

    public required Translated Title { get; set; }

    public Translated Description { get; set; } = Translated.Empty;

    public Translated Place { get; set; } = Translated.Empty;

    /// <summary>WGS 84, degrees.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>Local days of the mission; empty when the plan (or its source) gives none.</summary>
    public DateOnly? PlannedFrom { get; set; }

    public DateOnly? PlannedTo { get; set; }

    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    public DateOnly? ActualFrom { get; private set; }

    public DateOnly? ActualTo { get; private set; }

    public ActionStatus Status { get; private set; }

    public Translated CancelReason { get; private set; } = Translated.Empty;

    public int Version { get; set; }

    public List<ActionParty> Parties { get; init; } = [];

    public List<BudgetLine> Budget { get; init; } = [];

    public Standing StandingOn(DateOnly today) => Status switch
    {
        ActionStatus.Cancelled => Standing.Cancelled,
        ActionStatus.Done => Standing.Done,
        _ when PlannedTo < today => Standing.Late,
        _ when PlannedFrom <= today || ActualFrom <= today => Standing.Running,
        _ => Standing.Planned,
    };

    public int DaysLate(DateOnly today) =>
        StandingOn(today) == Standing.Late ? today.DayNumber - PlannedTo!.Value.DayNumber : 0;

    public Refusal? Plan(DateOnly? from, DateOnly? to)
    {
        if (from is null && to is not null) return new Refusal("plan.to-without-from", "To");
        if (to < from) return new Refusal("plan.period-reversed", "To");
        (PlannedFrom, PlannedTo) = (from, to ?? from);
        return null;
    }

    public Refusal? Complete()
    {
        if (Status == ActionStatus.Cancelled) return new Refusal("plan.cancelled-action");
        if (Status == ActionStatus.Done) return new Refusal("plan.already-done");
        Status = ActionStatus.Done;
        return null;
    }

    public Refusal? Cancel(Translated reason)
    {
        if (Status == ActionStatus.Done) return new Refusal("plan.done-action");
        if (Status == ActionStatus.Cancelled) return new Refusal("plan.cancelled-action");
        Status = ActionStatus.Cancelled;
        CancelReason = reason;
        return null;
    }

    /// <summary>Takes back that it was done or cancelled.</summary>
    public void Reopen() => (Status, CancelReason) = (ActionStatus.Planned, Translated.Empty);

    /// <summary>Puts back what stood there before a change (undo).</summary>
    internal void Restore(ActionStatus status, Translated cancelReason) => (Status, CancelReason) = (status, cancelReason);

    /// <summary>The fold of the standing entries: first and last day on which something happened.</summary>
    internal void Observe(DateOnly? from, DateOnly? to) => (ActualFrom, ActualTo) = (from, to ?? from);
}

/// <summary>Who takes part in an action, in which role: a contact, or a group known only by a label ("foreign students").</summary>
public sealed class ActionParty : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ActionId { get; init; }

    public int Position { get; set; }

    public Guid? ContactId { get; set; }

    public Translated Label { get; set; } = Translated.Empty;

    public PartyRole Role { get; set; }

    public Translated Note { get; set; } = Translated.Empty;
}

/// <summary>A line of an action's budget in one currency.</summary>
public sealed class BudgetLine : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ActionId { get; init; }

    public int Position { get; set; }

    public Translated Label { get; set; } = Translated.Empty;

    public string Currency { get; set; } = "KRW";

    public decimal? Planned { get; set; }

    /// <summary>Null until it is known.</summary>
    public decimal? Spent { get; set; }
}
