namespace Chancery.Features.Stories;

/// <summary>How the state of an edition is shown: class, icon and word together, never colour alone.</summary>
public sealed record EditionMark(string Class, string Icon, string Word)
{
    /// <summary>The number in its word, where there is one.</summary>
    public int N { get; init; }

    public static EditionMark Of(Edition edition, DateTime now) =>
        Of(edition.State, edition.InCorrection, edition.ReturnNote.Length > 0, edition.PublicRevision > 0 && edition.OpensAt > now);

    public static EditionMark Of(EditionRow edition, DateTime now) =>
        Of(edition.State, edition.InCorrection, edition.IsReturned, edition.PublicRevision > 0 && edition.OpensAt > now);

    private static EditionMark Of(EditionState state, bool inCorrection, bool returned, bool waiting) => state switch
    {
        EditionState.Draft when returned => new("late", "restore", "stories.state.returned"),
        EditionState.Draft when inCorrection => new("run", "pen", "stories.state.correction"),
        EditionState.Draft => new("wait", "pen", "edition-state.draft"),
        EditionState.InReview => new("doubt", "eye", "edition-state.in-review"),
        EditionState.Approved => new("run", "check", "edition-state.approved"),
        EditionState.Published when waiting => new("wait", "embargo", "stories.state.embargo"),
        EditionState.Published => new("done", "published", "edition-state.published"),
        _ => new("wait", "withdrawn", "edition-state.withdrawn"),
    };
}
