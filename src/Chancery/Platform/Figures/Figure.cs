using Chancery.Storage;

namespace Chancery.Platform.Figures;

/// <summary>
/// A named number computed from records. Its name and definition are words (<c>figure.{Id}.name</c>,
/// <c>figure.{Id}.definition</c>); it opens the rows behind it. A feature declares its figures at its front door.
/// </summary>
/// <param name="Id">Stable, dotted: <c>plan.actions.done</c>.</param>
/// <param name="Unit">Word key of the unit, for example <c>unit.actions</c>.</param>
/// <param name="Compute">Counts for a programme. <see cref="FigureValue.Value"/> is null when nothing was recorded.</param>
/// <param name="Behind">Address of the rows behind the number, for the desk.</param>
public sealed record Figure(
    string Id,
    string Unit,
    Func<ChanceryDb, FigureScope, CancellationToken, Task<FigureValue>> Compute,
    Func<FigureScope, string> Behind);

/// <summary>What a figure is asked about.</summary>
public sealed record FigureScope(Guid MissionId, string MissionSlug, Guid ProgrammeId, string ProgrammeSlug, DateOnly Today);

/// <summary>A number, of how many (when that is part of it), or null: not recorded.</summary>
public sealed record FigureValue(decimal? Value, decimal? Of = null);

/// <summary>All figures of the installation, by id.</summary>
public sealed class FigureRegistry(IEnumerable<Figure> figures)
{
    private readonly Dictionary<string, Figure> _figures = figures.ToDictionary(f => f.Id, StringComparer.Ordinal);

    public IReadOnlyCollection<Figure> All => _figures.Values;

    public Figure? Find(string id) => _figures.GetValueOrDefault(id);
}
