namespace Chancery.Kernel;

/// <summary>A business row: it belongs to one mission and is seen from nowhere else (named query filter "mission").</summary>
public interface IOwnedByMission
{
    Guid Id { get; }
    Guid MissionId { get; }
}

/// <summary>
/// A row that people edit. <see cref="Version"/> goes up by one with each save and travels with the form, so that the
/// second of two editors is told (409) instead of overwriting the first.
/// </summary>
public interface IVersioned
{
    int Version { get; set; }
}
