using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Units;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.LegalTime;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity;

/// <summary>The first administrator to create, and its province.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="ProvinceCode">Official code, two digits.</param>
/// <param name="ProvinceName">Vietnamese name, used when the province is not registered yet.</param>
/// <param name="Password">Password; null to have one made.</param>
public sealed record FirstAdministratorRequest(string UserName, string Name, string ProvinceCode, string ProvinceName, string? Password);

/// <summary>Outcome: the password to hand over when one was made, or why it was refused.</summary>
public sealed record FirstAdministratorAnswer(string? Password, IReadOnlyList<Error> Faults);

/// <summary>Makes the first administrator of an installation without sample data, once.</summary>
internal sealed class FirstAdministrator(
    Transactions<IdentityDbContext> transactions,
    AccountRegister accounts,
    UnitActs acts,
    TimeProvider clock
)
{
    private const string System = "system";

    /// <summary>The register reaches back this far, as the working-day calendar does, so that past units can be entered.</summary>
    private static readonly DateOnly RegisterBegins = new(2020, 1, 1);

    public async Task<FirstAdministratorAnswer> CreateAsync(FirstAdministratorRequest request, CancellationToken cancellation)
    {
        await using var work = await transactions.BeginAsync(cancellation);
        var db = transactions.Db;
        if (await db.Grants.AnyAsync(grant => grant.Role == Roles.Administrator, cancellation))
        {
            return Refused(
                Error.Conflict("identity.administrator_exists", "Đã có quản trị viên. Quản trị viên đó tạo các tài khoản khác.")
            );
        }

        if (await EnsureProvinceAsync(request, cancellation) is { } fault)
        {
            return Refused(fault);
        }

        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = request.UserName,
            Name = request.Name,
            HomeUnitCode = request.ProvinceCode,
            CreatedAt = now,
            MustChangePassword = request.Password is null,
        };
        var password = request.Password ?? Secrets.NewPassword();
        var result = await accounts.CreateAsync(account, password);
        if (!result.Succeeded)
        {
            return Refused([.. VietnameseIdentityErrors.Of(result)]);
        }

        db.Grants.Add(
            new AccountGrant
            {
                Id = Guid.CreateVersion7(now),
                AccountId = account.Id,
                Role = Roles.Administrator,
                UnitCode = request.ProvinceCode,
                ValidFrom = clock.Today(),
                GrantedBy = System,
                GrantedAt = now,
            }
        );
        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
        return new FirstAdministratorAnswer(request.Password is null ? password : null, []);
    }

    private async Task<Error?> EnsureProvinceAsync(FirstAdministratorRequest request, CancellationToken cancellation)
    {
        var tree = await acts.LoadAsync([request.ProvinceCode], cancellation);
        if (tree.PathOn(request.ProvinceCode, clock.Today()) is not null)
        {
            return null;
        }

        var act = acts.New(UnitActKind.Registration, RegisterBegins, new LegalDocument("Khởi tạo hệ thống", clock.Today()), System);
        var register = new UnitRegister(tree, act);
        if (register.Register(request.ProvinceCode, UnitLevel.Province, request.ProvinceName, null) is { } refusal)
        {
            return refusal;
        }

        await acts.RecordAsync(act, tree, register, cancellation);
        return null;
    }

    private static FirstAdministratorAnswer Refused(params IReadOnlyList<Error> faults) => new(null, faults);
}
