using System.Security.Claims;
using Chancery.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Chancery.Tests.Accounts;

/// <summary>An identity provider on a loopback port that signs in whoever it is told to.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Client = "chancery";
    public const string Secret = "between the two of us";

    private WebApplication? _app;

    public string Subject { get; set; } = "1";

    public string Email { get; set; } = "";

    public bool Verified { get; set; } = true;

    /// <summary>What the last sign-in was asked with.</summary>
    public string? ChallengeMethod { get; private set; }

    public string Address => _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode();
            server.SetAuthorizationEndpointUris("/connect/authorize").SetTokenEndpointUris("/connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.Email, Scopes.Profile);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                ChallengeMethod = context.Request.CodeChallengeMethod;
                if (context.ClientId != Client) context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Client || context.ClientSecret != Secret) context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
                identity.AddClaim(Claims.Subject, Subject);
                identity.AddClaim(Claims.Email, Email);
                identity.AddClaim(new Claim(Claims.EmailVerified, Verified ? "true" : "false", ClaimValueTypes.Boolean));
                identity.SetScopes(context.Request.GetScopes());
                identity.SetDestinations(_ => [Destinations.IdentityToken]);
                context.SignIn(new ClaimsPrincipal(identity));
                return default;
            }));
        });
        _app = builder.Build();
        _app.UseAuthentication();
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;
}

/// <summary>The application with such a provider configured.</summary>
public sealed class OpenIdHouse : SqliteHouse
{
    internal Provider Provider { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Chancery:OpenId:Authority", Provider.Address), new("Chancery:OpenId:Name", "the ministry"),
        new("Chancery:OpenId:ClientId", Accounts.Provider.Client), new("Chancery:OpenId:ClientSecret", Accounts.Provider.Secret),
    ];

    protected override async Task<string?> PrepareDatabaseAsync()
    {
        await Provider.StartAsync();
        return await base.PrepareDatabaseAsync();
    }

    protected override async Task DropDatabaseAsync() => await Provider.DisposeAsync();
}

/// <summary>The application as it is delivered: powerful roles need a second factor.</summary>
public sealed class StrictHouse : SqliteHouse
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Chancery:RequireSecondFactor", "true")];
}
