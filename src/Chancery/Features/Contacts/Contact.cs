using Chancery.Kernel;
using Chancery.Text;

namespace Chancery.Features.Contacts;

public enum ContactKind
{
    Organisation,
    Person,
}

public enum ContactCategory
{
    StateBody,
    DiplomaticMission,
    InternationalOrganisation,
    Media,
    Partner,
    School,
    Company,
    Other,
}

/// <summary>An organisation, or a person (in a post of one). Names are kept per language and script, as each writes itself.</summary>
public sealed class Contact : IOwnedByMission, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public ContactKind Kind { get; set; }

    public ContactCategory Category { get; set; }

    public required Translated Name { get; set; }

    /// <summary>The person's post: "Editor, international desk".</summary>
    public Translated Post { get; set; } = Translated.Empty;

    /// <summary>The organisation a person belongs to, or the parent of a branch.</summary>
    public Guid? OrganisationId { get; set; }

    public string Email { get; set; } = "";

    public string Phone { get; set; } = "";

    public Translated City { get; set; } = Translated.Empty;

    /// <summary>The language they are written to in.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Made by <see cref="Folded"/> whenever names change.</summary>
    public string SearchText { get; set; } = "";

    public int Version { get; set; }

    /// <summary>Every name, the post and the address in one folded text, so that any script finds the contact.</summary>
    public static string Folded(Translated name, Translated post, string email) =>
        Normalised.ForSearch(string.Join(' ', [.. name.Texts.Values, .. post.Texts.Values, email]));
}
