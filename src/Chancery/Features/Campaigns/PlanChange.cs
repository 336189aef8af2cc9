using Chancery.Kernel;

namespace Chancery.Features.Campaigns;

/// <summary>
/// One change of an action plan and what stood there before it, so that the last one can be undone: refused when
/// somebody has changed the same action since.
/// </summary>
public sealed class PlanChange : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required Guid ActionId { get; init; }

    /// <summary>added, edited, moved, cancelled, completed, reopened.</summary>
    public required string Kind { get; init; }

    /// <summary>The action before the change as JSON (ActionSnapshot); null when the change made it.</summary>
    public string? Before { get; init; }

    /// <summary>The action's version after the change: undo is refused when it has moved on.</summary>
    public int VersionAfter { get; init; }

    public required Guid ById { get; init; }

    public DateTime At { get; init; }

    public DateTime? UndoneAt { get; set; }
}

/// <summary>A person's saved way of looking at a plan: the query string under a name.</summary>
public sealed class SavedView : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required string Query { get; init; }
}

/// <summary>A private calendar address of a programme. Only the SHA-256 of its token is kept; it can be revoked.</summary>
public sealed class CalendarLink : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required Guid PersonId { get; init; }

    public required string TokenHash { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? RevokedAt { get; set; }
}
