using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Accounts;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Clients;

/// <summary>A program of another system.</summary>
/// <example>{ "name": "Trục liên thông văn bản", "unitCode": "42", "scopes": ["dossiers:read", "events:read"] }</example>
public sealed record RegisterClientRequest
{
    /// <summary>Name shown to people, e.g. <c>Trục liên thông văn bản</c>.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>Unit whose affairs it may see.</summary>
    [Text(10)]
    public required string UnitCode { get; init; }

    /// <summary>
    /// What it may read, of its unit and below: <c>dossiers:read</c> dossiers, their documents and files; <c>assessment:read</c>
    /// rules, confirmed thresholds and closed surveys; <c>planning:read</c> published plans; <c>units:read</c> the register of units;
    /// <c>events:read</c> the event feed; <c>events:subscribe</c> to have events sent to endpoints of its own.
    /// </summary>
    [Items(1, 10)]
    public required IReadOnlyList<string> Scopes { get; init; }
}

/// <summary>A client without its secret.</summary>
/// <param name="ClientId">Id that the client signs in with.</param>
/// <param name="Name">Name of the system that connects.</param>
/// <param name="UnitCode">Code of the unit that the client is kept to, with the units below it.</param>
/// <param name="Scopes">Scopes granted, e.g. <c>dossiers:read</c>.</param>
/// <param name="CreatedAt">Instant of registration, UTC.</param>
/// <param name="RevokedAt">Instant of revocation, UTC; null while it may sign in.</param>
/// <param name="FormerSecretUntil">Instant until which the secret before the last rotation still works, UTC; null when it does not.</param>
/// <param name="Version">Version, from 1; it grows by one with each change.</param>
public sealed record ClientView(
    string ClientId,
    string Name,
    string UnitCode,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? FormerSecretUntil,
    int Version
)
{
    internal static ClientView Of(ApiClient client) =>
        new(
            client.ClientId,
            client.Name,
            client.UnitCode,
            client.GrantedScopes,
            client.CreatedAt,
            client.RevokedAt,
            client.FormerSecretUntil,
            client.Version
        );
}

/// <summary>A client and its secret, shown this once.</summary>
/// <param name="Client">The client.</param>
/// <param name="ClientSecret">Its secret; the platform keeps only a hash.</param>
public sealed record ClientSecretAnswer(ClientView Client, string ClientSecret);

/// <summary><c>POST /identity/clients</c>. Not repeatable by <c>Idempotency-Key</c>: the secret is stored nowhere.</summary>
internal static class RegisterClient
{
    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPost("/clients", HandleAsync)
            .WithName(nameof(RegisterClient))
            .WithoutIdempotencyKey(
                "the secret is stored nowhere. When no answer came, look for the client in the list and revoke it, then register anew."
            );

    /// <summary>Registers a program of another system; its secret is shown once.</summary>
    internal static async Task<Results<Created<ClientSecretAnswer>, ProblemHttpResult>> HandleAsync(
        RegisterClientRequest request,
        Transactions<IdentityDbContext> transactions,
        AccountScope scope,
        Caller caller,
        TimeProvider clock,
        ILogger<ApiClient> log,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        await using var work = await transactions.BeginAsync(cancellation);
        if (await scope.RefusalAsync(request.UnitCode, caller, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (request.Scopes.Except(ApiClient.Scopes).FirstOrDefault() is { } unknown)
        {
            return Error
                .Invalid(
                    "identity.scope_unknown",
                    $"Không có phạm vi {unknown}. Chọn trong: {string.Join(", ", ApiClient.Scopes)}.",
                    "scopes"
                )
                .ToProblem();
        }

        var secret = Secrets.New("ntms_");
        var client = new ApiClient
        {
            ClientId = "ntm-" + Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            Name = request.Name.Trim(),
            UnitCode = request.UnitCode,
            GrantedScopes = [.. request.Scopes.Distinct()],
            SecretHash = Secrets.Hash(secret),
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = caller.Subject,
        };
        transactions.Db.ApiClients.Add(client);
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(CancellationToken.None);
        Log.ClientAct(log, caller.Subject, "registration", client.ClientId);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/identity/clients/{client.ClientId}", new ClientSecretAnswer(ClientView.Of(client), secret));
    }
}
