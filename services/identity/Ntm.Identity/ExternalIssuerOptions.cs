namespace Ntm.Identity;

/// <summary>
/// An OpenID Connect issuer through which people may sign in beside their passwords, e.g. a province's single sign-on; section
/// <c>Identity:External</c>. None unless <see cref="Issuer"/> is set; then the others have no default but <see cref="UserClaim"/> and
/// <see cref="SecondFactorBy"/>, and <c>Identity:PublicAddress</c> must be set, because browsers come back to it.
/// </summary>
public sealed class ExternalIssuerOptions
{
    private const string Section = $"{IdentityIssuerOptions.Section}:{nameof(IdentityIssuerOptions.External)}";
    private const string NoPublicAddress =
        $"Thiếu cấu hình {IdentityIssuerOptions.Section}:{nameof(IdentityIssuerOptions.PublicAddress)}: "
        + "địa chỉ mà trình duyệt quay lại sau khi đăng nhập ngoài.";
    private const int LongestIssuer = 200;
    private const int LongestName = 60;

    /// <summary>
    /// The issuer, letter by letter as its ID tokens name it, e.g. <c>https://sso.hatinh.gov.vn/realms/canbo</c>, at most 200 characters.
    /// Its discovery document lies below it, and all that this names at the same host and port. Only <c>https</c>, except on this very
    /// machine.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>Id under which the platform is registered at the issuer, as a confidential client with the code flow.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Secret of that client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What people call the issuer, in Vietnamese, at most 60 characters: the button says <c>Đăng nhập bằng …</c>.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Claim of the ID token that names a person: one that the issuer gives to one person only and never to another one later.
    /// Default <c>sub</c>.</summary>
    public string UserClaim { get; set; } = "sub";

    /// <summary>
    /// What in an ID token shows that the issuer has asked for a second factor, each as <c>acr:VALUE</c> or <c>amr:VALUE</c>, e.g.
    /// <c>amr:mfa</c>; one is enough. Default none: who has a second factor here is asked for it here.
    /// </summary>
    public string[] SecondFactorBy { get; set; } = [];

    /// <summary>Whether there is such an issuer.</summary>
    internal bool Configured => Issuer.Length > 0;

    /// <summary>Whether it is asked without TLS: on this very machine only.</summary>
    internal bool IsHttp => Issuer.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Everything that is wrong, in Vietnamese.</summary>
    /// <param name="publicAddress"><c>Identity:PublicAddress</c>.</param>
    internal IEnumerable<string> Faults(string publicAddress)
    {
        if (!Configured)
        {
            return ClientId.Length + ClientSecret.Length + DisplayName.Length == 0 ? [] : [Missing(nameof(Issuer))];
        }

        return AddressFaults()
            .Concat(Required().Where(setting => string.IsNullOrWhiteSpace(setting.Value)).Select(setting => Missing(setting.Name)))
            .Concat(DisplayName.Length > LongestName ? [$"{Section}:{nameof(DisplayName)} dài quá {LongestName} ký tự."] : [])
            .Concat(
                SecondFactorBy
                    .Where(value => value.Length < 5 || value[..4] is not ("acr:" or "amr:"))
                    .Select(value => $"{Section}:{nameof(SecondFactorBy)} '{value}' phải có dạng acr:GIÁ-TRỊ hoặc amr:GIÁ-TRỊ.")
            )
            .Concat(publicAddress.Length == 0 ? [NoPublicAddress] : []);
    }

    private (string Name, string Value)[] Required() =>
        [
            (nameof(ClientId), ClientId),
            (nameof(ClientSecret), ClientSecret),
            (nameof(DisplayName), DisplayName),
            (nameof(UserClaim), UserClaim),
        ];

    private IEnumerable<string> AddressFaults()
    {
        const string Key = $"{Section}:{nameof(Issuer)}";
        if (Issuer.Length > LongestIssuer)
        {
            yield return $"{Key} dài quá {LongestIssuer} ký tự.";
        }

        if (
            !Uri.TryCreate(Issuer, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0
        )
        {
            yield return $"{Key} '{Issuer}' không phải một địa chỉ như https://sso.hatinh.gov.vn/realms/canbo.";
        }
        else if (address.Scheme == "http" && !address.IsLoopback)
        {
            yield return $"{Key} phải là https; http chỉ dùng được trên chính máy này.";
        }
    }

    private static string Missing(string name) => $"Thiếu cấu hình {Section}:{name}.";
}
