using Chancery.Kernel;

namespace Chancery.Platform.Access;

/// <summary>Who asks and where: the visitor of this request, the mission in its address, and what they may do there.</summary>
public sealed class Visit(TimeProvider clock)
{
    private Mission? _mission;
    private Person? _person;
    private IReadOnlyList<string>? _scopes;
    private Guid? _onlyIn;

    public bool IsSignedIn => _person is not null;

    public Person Person => _person ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool HasMission => _mission is not null;

    public Mission Mission => _mission ?? throw new InvalidOperationException("This address names no mission.");

    /// <summary>Every membership of the visitor, in whatever mission.</summary>
    public IReadOnlyList<Membership> Memberships { get; private set; } = [];

    /// <summary>Roles in the mission of the address. A token has them in its own mission only, even those held in every mission.</summary>
    public IEnumerable<Role> Roles => _onlyIn is not null && _onlyIn != _mission?.Id
        ? []
        : Memberships.Where(m => m.MissionId is null || m.MissionId == _mission?.Id).Select(m => m.Role);

    public bool Can(Permission permission) =>
        _mission is not null && Permissions.Allow(Roles, permission) && (_scopes is null || ApiScopes.Allow(_scopes, permission));

    /// <summary>An authenticator app or a passkey is enrolled.</summary>
    public bool HasSecondFactor { get; internal set; }

    /// <summary>This session was opened with a second factor.</summary>
    public bool IsStrong { get; internal set; }

    /// <summary>The API's door, not a person at the desk.</summary>
    public bool ByToken => _scopes is not null;

    /// <summary>What the token was made for; empty for a person at the desk.</summary>
    public IReadOnlyList<string> Scopes => _scopes ?? [];

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Today in the mission's zone.</summary>
    public DateOnly Today => Mission.Day(Now);

    internal void SignedInAs(
        Person person, IReadOnlyList<Membership> memberships, IReadOnlyList<string>? scopes = null, Guid? onlyIn = null) =>
        (_person, Memberships, _scopes, _onlyIn) = (person, memberships, scopes, onlyIn);

    internal void In(Mission mission) => _mission = mission;
}
