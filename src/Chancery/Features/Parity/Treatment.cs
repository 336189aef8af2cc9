using Chancery.Kernel;
using Chancery.Text.Parity;

namespace Chancery.Features.Parity;

/// <summary>What a mission does about a kind of finding.</summary>
public enum Treatment
{
    /// <summary>Nothing is published while one is open.</summary>
    Block,

    Warn,

    Hide,
}

/// <summary>A mission's own choice for one kind. Where it made none, severity decides: an error blocks, the rest warns.</summary>
public sealed class ParitySetting : IOwnedByMission
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    /// <summary>One of <see cref="FindingKinds.All"/>.</summary>
    public required string Kind { get; init; }

    public required Treatment Treatment { get; set; }
}

/// <summary>The choices of a mission, by kind.</summary>
public sealed class Treatments(IReadOnlyDictionary<string, Treatment> chosen)
{
    public Treatment Of(Finding finding) =>
        chosen.TryGetValue(finding.Kind, out var own) ? own : finding.Severity == Severity.Error ? Treatment.Block : Treatment.Warn;

    public IReadOnlyCollection<string> Hidden => [.. chosen.Where(c => c.Value == Treatment.Hide).Select(c => c.Key)];
}
