using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Features.Units;
using Ntm.Identity.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Sample;

/// <summary>Enters the sample province through the same acts as anybody else; what is there already stays as it is.</summary>
internal sealed class SampleLoader(
    Transactions<IdentityDbContext> transactions,
    UnitActs acts,
    AccountRegister accounts,
    IPasswordHasher<Account> hasher,
    TimeProvider clock
)
{
    private const string Subject = "sample";

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var file = SampleFile.Load();
        await using var work = await transactions.BeginAsync(cancellation);
        if (!await transactions.Db.Units.AnyAsync(unit => unit.Code == file.Units[0].Code, cancellation))
        {
            await LoadUnitsAsync(file, cancellation);
        }

        await LoadPeopleAsync(file, cancellation);
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    private async Task LoadUnitsAsync(SampleFile file, CancellationToken cancellation)
    {
        var tree = new UnitTree([]);
        var act = acts.New(UnitActKind.Registration, file.From, Document(file.Document), Subject);
        var register = new UnitRegister(tree, act);
        foreach (var unit in file.Units)
        {
            Demand(register.Register(unit.Code, UnitLevels.Parse(unit.Level)!.Value, unit.Name, unit.Parent));
        }

        await acts.RecordAsync(act, tree, register, cancellation);
        foreach (var merge in file.Merges)
        {
            act = acts.New(UnitActKind.Merge, merge.On, Document(merge.Document), Subject);
            register = new UnitRegister(tree, act);
            Demand(register.Merge(tree, act, merge.Sources, new NewUnit(merge.Code, merge.Name, merge.Parent, [])));
            await acts.RecordAsync(act, tree, register, cancellation);
        }
    }

    private async Task LoadPeopleAsync(SampleFile file, CancellationToken cancellation)
    {
        var db = transactions.Db;
        var known = await db.Accounts.Select(account => account.NormalizedUserName!).ToHashSetAsync(cancellation);
        var missing = file.People.Where(person => !known.Contains(accounts.NormalizeName(person.UserName)!)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var units = await db.Units.LoadAsync(
            file.Units.Select(unit => unit.Code).Concat(file.Merges.Select(merge => merge.Code)),
            cancellation
        );
        string? hash = null;
        foreach (var person in missing)
        {
            var account = new Account
            {
                Id = SampleMode.AccountOf(person.UserName),
                UserName = person.UserName,
                NormalizedUserName = accounts.NormalizeName(person.UserName),
                Name = person.Name,
                HomeUnitCode = person.Home,
                CreatedAt = clock.GetUtcNow(),
                SecurityStamp = Guid.CreateVersion7().ToString("N"),
            };

            // One hash for all: hashing the same password sixty times would make the first start slow and nothing safer.
            account.PasswordHash = hash ??= hasher.HashPassword(account, file.Password);
            db.Accounts.Add(account);
            db.Grants.AddRange(person.Grants.Select(text => Grant(account.Id, text, units)));
        }
    }

    private AccountGrant Grant(Guid account, string text, UnitTree units)
    {
        var grant = Ntm.Web.Grant.Parse(text)!;
        return new AccountGrant
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AccountId = account,
            Role = grant.Role,
            UnitCode = grant.UnitPath,
            Department = grant.Department,
            ValidFrom = units.Find(grant.UnitPath)!.ExistsFrom,
            GrantedBy = Subject,
            GrantedAt = clock.GetUtcNow(),
        };
    }

    private static LegalDocument Document(SampleDocument document) => new(document.Number, document.Date);

    private static void Demand(Error? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException($"The sample province is damaged: {refusal.Message}");
        }
    }
}
