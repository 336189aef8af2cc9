using Chancery.Kernel;

namespace Chancery.Features.Parity;

/// <summary>
/// How a translation stood against its source when it was last saved: for lists only. Whether it may be published is
/// worked out anew each time.
/// </summary>
public sealed class ParityState : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid EditionId { get; init; }

    public int Errors { get; set; }

    public int Checks { get; set; }

    public int Notes { get; set; }

    public int Waived { get; set; }

    /// <summary>Open findings that block by the mission's settings.</summary>
    public int Blocking { get; set; }

    public string SourceHash { get; set; } = "";

    public string TargetHash { get; set; } = "";

    public DateTime CheckedAt { get; set; }
}
