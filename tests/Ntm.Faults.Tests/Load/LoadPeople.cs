namespace Ntm.Faults.Tests.Load;

/// <summary>Who carries the load's dossiers above the commune: sample accounts of the province and one district.</summary>
internal sealed class LoadPeople(HttpClient http, Ledger ledger) : IDisposable
{
    public const string District = "439";

    public const string ProvinceLeaderName = "lanhdao.tinh";

    private const string OwnPassword = "Dong-Lua-Chin-77";

    public const string Password = "Nong-Thon-Moi-2026";

    private readonly List<LoadUser> hired = [];

    public LoadUser Administrator { get; } = new("quantri.tinh", Password, http, ledger);

    public LoadUser Preparer { get; } = new("canbo.vpdp", Password, http, ledger);

    public LoadUser ProvinceLeader { get; } = new(ProvinceLeaderName, Password, http, ledger);

    public LoadUser Reviewer { get; } = new("thamtra.huongson", Password, http, ledger);

    public LoadUser Submitter { get; } = new("lanhdao.huongson", Password, http, ledger);

    /// <summary>Makes an account for an officer; done before the first kill, as its password is answered once only.</summary>
    public async Task<(LoadUser User, Guid Account)> HireAsync(int number)
    {
        var name = $"canbo.tai{number}";
        var made = await Administrator.DoAsync(
            "account",
            HttpMethod.Post,
            "/identity/accounts",
            new
            {
                userName = name,
                name = $"Mẫu Văn Tải {number}",
                homeUnitCode = District,
            }
        );
        using var first = new LoadUser(name, made.GetProperty("password").GetString()!, http, ledger);
        await first.ChangePasswordAsync(OwnPassword);
        var user = new LoadUser(name, OwnPassword, http, ledger);
        hired.Add(user);
        return (user, made.GetProperty("account").GetProperty("id").GetGuid());
    }

    public void Dispose()
    {
        foreach (var user in hired.Append(Administrator).Append(Preparer).Append(ProvinceLeader).Append(Reviewer).Append(Submitter))
        {
            user.Dispose();
        }
    }
}
