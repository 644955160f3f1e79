using MassTransit;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Commands;
using Ntm.Hosting;
using Ntm.Identity.Accounts;
using Ntm.Identity.External;
using Ntm.Identity.Features;
using Ntm.Identity.Features.Accounts;
using Ntm.Identity.Features.Clients;
using Ntm.Identity.Features.External;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Features.Units;
using Ntm.Identity.Sample;
using Ntm.Identity.Tokens;
using Ntm.Persistence;
using Ntm.Web;
using IdentityDbContext = Ntm.Identity.Persistence.IdentityDbContext;

namespace Ntm.Identity;

/// <summary>Front door of the identity service: administrative units, accounts, grants, tokens and API clients.</summary>
public sealed class IdentityModule : IModule
{
    public string Name => "identity";

    public string RoutePrefix => "identity";

    public IReadOnlyDictionary<string, Verb> Verbs { get; } =
        new Dictionary<string, Verb> { ["verify-audit"] = InstallationCheck.RunAsync };

    public void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddServiceDatabase<
            IdentityDbContext,
            Persistence.SqliteIdentityDbContext,
            Persistence.PostgreSqlIdentityDbContext,
            Persistence.SqlServerIdentityDbContext
        >(builder.Configuration, Name, "Ntm.Identity.Migrations");
        services.AddValidation();
        services.AddAudit<IdentityDbContext, Persistence.IdentityAuditSource>();
        services.AddSettings<IdentityIssuerOptions>(
            IdentityIssuerOptions.Section,
            (options, configuration) => options.SetDefaults(configuration["Data:Folder"]),
            IdentityIssuerOptions.Faults
        );
        AddAccounts(services);
        services.AddSingleton<KeyProtector>().AddSingleton<KeyRing>().AddSingleton<AccessTokens>();
        services
            .AddScoped<Revocations>()
            .AddScoped<SignInSessions>()
            .AddScoped<PasswordSignIn>()
            .AddScoped<RefreshSignIn>()
            .AddScoped<ClientSignIn>();
        services.AddScoped<SlowDown>().AddScoped<KnownDevices>().AddSingleton<SecondFactorDemand>();
        services.AddScoped<Administration>().AddSingleton<SecondFactors>().AddScoped<SecondFactorSteps>();
        services.AddSingleton<ExternalIssuer>();
        services.AddScoped<ExternalAttempts>().AddScoped<ExternalLinks>().AddScoped<ExternalSignIn>();
        services.AddScoped<ICallerRights<IdentityDbContext>, PresentRights>();
        services.AddScoped<UnitActs>().AddScoped<AccountScope>().AddScoped<AccountChange>().AddScoped<ClientScope>();
        services.AddScoped<SampleLoader>().AddScoped<FirstAdministrator>();
        TrustOwnKeys(builder);
    }

    /// <summary>Identity has no consumers: events about units start here.</summary>
    public void AddConsumers(IRegistrationConfigurator consumers) { }

    public void MapEndpoints(RouteGroupBuilder routes)
    {
        // Sign-in counts refusals, answers with secrets are never kept, and nothing is asked elsewhere inside a transaction: all three
        // stay outside the command filter.
        CreateToken.Map(routes);
        StartExternalSignIn.Map(routes);
        FinishExternalSignIn.Map(routes);
        LinkMyAccount.Map(routes);
        SignOut.Map(routes);
        if (((IEndpointRouteBuilder)routes).ServiceProvider.GetRequiredService<IConfiguration>().GetValue<bool>(SampleMode.Setting))
        {
            ListSampleAccounts.Map(routes);
        }

        Discovery.Map(routes);
        CreateAccount.Map(routes);
        ResetPassword.Map(routes);
        ChangePassword.Map(routes);
        UseSecondFactor.Map(routes);
        RegisterClient.Map(routes);
        RotateClientSecret.Map(routes);

        var commands = routes.MapGroup("");
        commands.UseCommands<IdentityDbContext>();
        commands.MapAudit<IdentityDbContext>();
        MapUnits(commands);
        GetMe.Map(commands);
        SetSampleClock.Map(commands);
        ReadAccounts.Map(commands);
        ListRoleHolders.Map(commands);
        ListHeldRoles.Map(commands);
        GrantRole.Map(commands);
        EndGrant.Map(commands);
        DelegateGrant.Map(commands);
        ReadDelegations.Map(commands);
        EndDelegation.Map(commands);
        SetAccountState.Map(commands);
        ReadSessions.Map(commands);
        EndSessions.Map(commands);
        GiveConsent.Map(commands);
        ReadExternalLinks.Map(commands);
        LinkAccount.Map(commands);
        EndExternalLink.Map(commands);
        ReadClients.Map(commands);
        RevokeClient.Map(commands);
        RotateSigningKey.Map(commands);
    }

    /// <summary>What the sample province offers; for the greeting at start.</summary>
    public static SampleProvince Sample { get; } = SampleFile.Load().ToProvince();

    /// <summary>In sample mode the sample province; nothing elsewhere.</summary>
    public Task PrepareAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<IConfiguration>().GetValue<bool>(SampleMode.Setting)
            ? LoadSampleProvinceAsync(services, cancellation)
            : Task.CompletedTask;

    /// <summary>Enters the sample province, once.</summary>
    public static async Task LoadSampleProvinceAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SampleLoader>().LoadAsync(cancellation);
    }

    /// <summary>Makes the first administrator of an installation; refused when there is one.</summary>
    public static async Task<FirstAdministratorAnswer> CreateFirstAdministratorAsync(
        IServiceProvider services,
        FirstAdministratorRequest request,
        CancellationToken cancellation
    )
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().CreateAsync(request, cancellation);
    }

    private static void MapUnits(RouteGroupBuilder commands)
    {
        ListUnits.Map(commands);
        GetUnit.Map(commands);
        GetUnitHistory.Map(commands);
        RegisterUnit.Map(commands);
        RenameUnit.Map(commands);
        MoveUnit.Map(commands);
        EndUnit.Map(commands);
        MergeUnits.Map(commands);
        SplitUnit.Map(commands);
    }

    /// <summary>Where the only trusted issuer is this very service, its keys are at hand and nothing need be fetched.</summary>
    private static void TrustOwnKeys(WebApplicationBuilder builder)
    {
        var trust = Settings.Read<TrustOptions>(builder.Configuration, TrustOptions.Section);
        var own = trust.Issuer.TrimEnd('/') + "/identity/.well-known/openid-configuration";
        if (trust.MetadataAddress.Length == 0 || trust.MetadataAddress == own)
        {
            builder
                .Services.AddSingleton<IssuerInProcess>()
                .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .Configure<KeyRing>((options, keys) => options.ConfigurationManager = keys);
        }
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services
            .AddIdentityCore<Account>()
            .AddUserManager<AccountRegister>()
            .AddErrorDescriber<VietnameseIdentityErrors>()
            .AddPasswordValidator<PasswordRules>();
        services.AddScoped<IUserStore<Account>, UserOnlyStore<Account, IdentityDbContext, Guid>>();
        services
            .AddOptions<IdentityOptions>()
            .Configure(identity =>
            {
                identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-@";
                identity.Password.RequiredLength = 12;
                identity.Password.RequiredUniqueChars = 6;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.AllowedForNewUsers = false;
            });
    }
}
