using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Storage;

namespace Chancery.Features.Stories;

/// <summary>What another feature says before a text goes public; a feature declares it at its front door, as it does its figures.</summary>
/// <param name="Ask">
/// Asked with the working text that is about to be published and with who publishes it, while nobody else can change the
/// story's texts (<see cref="StoryWriting.HoldAsync"/>); a refusal keeps it back.
/// </param>
public sealed record PublicationCheck(Func<ChanceryDb, Mission, Story, Edition, Guid, CancellationToken, Task<Refusal?>> Ask);

/// <summary>Told of a changed text before it is saved; what it adds is saved in the same transaction.</summary>
public sealed record TextWatch(Func<ChanceryDb, Story, Edition, DateTime, CancellationToken, Task> Changing);

/// <summary>What another feature shows beside the text, where it is written and where it is decided on.</summary>
/// <param name="View">Path of the partial view.</param>
/// <param name="Load">Its model; null where there is nothing to show.</param>
public sealed record EditionPanel(string View, Func<IServiceProvider, Story, Edition, PanelPlace, CancellationToken, Task<object?>> Load);

public enum PanelPlace
{
    Writing,
    Deciding,
}

/// <summary>A second mark beside editions in lists.</summary>
/// <param name="Of">Marks of these editions, by id; none where there is nothing to say.</param>
public sealed record EditionListMark(Func<ChanceryDb, IReadOnlyCollection<Guid>, CancellationToken, Task<IReadOnlyDictionary<Guid, EditionMark>>> Of);

/// <summary>Everything that other features have declared about editions.</summary>
public sealed class Companions(
    IEnumerable<PublicationCheck> checks, IEnumerable<TextWatch> watches, IEnumerable<EditionPanel> panels, IEnumerable<EditionListMark> marks)
{
    /// <summary>The first refusal, or null: it may be published.</summary>
    public async Task<Refusal?> BeforePublishingAsync(ChanceryDb db, Mission mission, Story story, Edition edition, Guid by, CancellationToken stop)
    {
        foreach (var check in checks)
            if (await check.Ask(db, mission, story, edition, by, stop) is { } refusal) return refusal;
        return null;
    }

    public async Task TellAsync(ChanceryDb db, Story story, Edition edition, DateTime now, CancellationToken stop)
    {
        foreach (var watch in watches) await watch.Changing(db, story, edition, now, stop);
    }

    public async Task<IReadOnlyList<(string View, object Model)>> PanelsAsync(
        IServiceProvider services, Story story, Edition edition, PanelPlace place, CancellationToken stop)
    {
        var shown = new List<(string View, object Model)>();
        foreach (var panel in panels)
            if (await panel.Load(services, story, edition, place, stop) is { } model) shown.Add((panel.View, model));
        return shown;
    }

    public async Task<ILookup<Guid, EditionMark>> MarksAsync(ChanceryDb db, IReadOnlyCollection<Guid> editions, CancellationToken stop)
    {
        var found = new List<KeyValuePair<Guid, EditionMark>>();
        foreach (var mark in marks) found.AddRange(await mark.Of(db, editions, stop));
        return found.ToLookup(m => m.Key, m => m.Value);
    }
}
