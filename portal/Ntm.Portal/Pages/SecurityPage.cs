using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages;

/// <summary><c>/bao-mat</c>: turns the second factor on and off, and shows where the person is signed in.</summary>
internal static class SecurityPage
{
    private const string Address = "/bao-mat";
    private const string BeginAddress = Address + "/bat";
    private const string ConfirmAddress = Address + "/xac-nhan";

    private static ActField Password => new("password", T("Mật khẩu"), FieldKind.Secret);

    private static ActForm Begin =>
        new()
        {
            Title = T("Bật xác thực hai lớp"),
            Consequence = T(
                "Bước sau hiện mã để quét bằng ứng dụng tạo mã trên điện thoại. Chưa có gì thay đổi cho đến khi bạn xác nhận mã."
            ),
            Button = T("Bắt đầu"),
            Target = BeginAddress,
            Fields = [Password],
        };

    private static ActForm Remove =>
        new()
        {
            Title = T("Tắt xác thực hai lớp"),
            Consequence = T("Đăng nhập sau này chỉ cần mật khẩu; mã dự phòng cũ hết dùng được."),
            Button = T("Tắt xác thực hai lớp"),
            Target = "/bao-mat/tat",
            Grave = true,
            Fields = [Password, ActField.Text("code", T("Mã trên điện thoại, hoặc một mã dự phòng"))],
        };

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Address, ShowAsync);
        routes.MapPost(BeginAddress, BeginAsync);
        routes.MapPost(ConfirmAddress, ConfirmAsync);
        routes.MapPost("/bao-mat/tat", RemoveAsync);
    }

    /// <summary>Whether a page is one of those that set a second factor up.</summary>
    public static bool SetsUp(PathString page) => page == Address || page == BeginAddress || page == ConfirmAddress;

    /// <summary>Address that leads to the setting up of the second factor, and after it to a page of the portal.</summary>
    public static string AddressOf(string back) => $"{Address}?toi={Uri.EscapeDataString(back)}";

    internal static async Task<IResult> ShowAsync(Visit visit) => await PageAsync(visit, null);

    internal static async Task<IResult> BeginAsync(Visit visit)
    {
        var begun = await visit.SendAsync<BegunRecord>("POST", "/identity/me/second-factor", new { password = visit.Value("password") });
        return begun.Value is { } secret ? Scan(visit, secret, visit.Value("password") ?? "", null) : await PageAsync(visit, begun.Problem);
    }

    internal static async Task<IResult> ConfirmAsync(Visit visit)
    {
        if (visit.Sessions.OpenAwaiting(visit.Value("cho")) is not { } awaiting || visit.Value("secret") is not { } secret)
        {
            return Visit.Go(AddressOf(Visit.Local(visit.Value("toi"))));
        }

        var body = new { password = awaiting.Password, code = visit.Value("code") };
        var confirmed = await visit.SendAsync<RecoveryRecord>("POST", "/identity/me/second-factor/confirmation", body);
        if (confirmed.Value is null)
        {
            return Scan(visit, new BegunRecord(secret, visit.Value("address") ?? ""), awaiting.Password, confirmed.Problem);
        }

        visit.Sessions.Forget(visit.Session!);
        return visit.Show<RecoveryView>(new { confirmed.Value.Codes, Back = Visit.Local(visit.Value("toi")) });
    }

    internal static async Task<IResult> RemoveAsync(Visit visit)
    {
        var body = new { password = visit.Value("password"), code = visit.Value("code") };
        var removed = await visit.SendAsync<object>("POST", "/identity/me/second-factor/removal", body);
        if (removed.Problem is not null)
        {
            return await PageAsync(visit, removed.Problem);
        }

        visit.Sessions.Forget(visit.Session!);
        return Visit.Go("/bao-mat?xong=tat-ma");
    }

    private static async Task<IResult> PageAsync(Visit visit, ApiProblem? problem)
    {
        if (visit.Person.MustSetSecondFactor)
        {
            return Demand(visit, problem);
        }

        var sessions = await visit.GetAsync<List<SessionRow>>("/identity/me/sessions");
        var links = await visit.GetAsync<List<ExternalLinkRow>>("/identity/me/external-links");
        var external = await visit.GetAsync<ExternalIssuerRecord>("/identity/external");
        return sessions.Value is null
            ? visit.Refuse(sessions.Problem!)
            : visit.Show<SecurityView>(
                new
                {
                    Form = visit.Person.SecondFactor ? Remove : Begin,
                    Sessions = sessions.Value,
                    Links = links.Value ?? [],
                    External = external.Value?.DisplayName,
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            );
    }

    /// <summary>The page of somebody to whom nothing else is open.</summary>
    private static IResult Demand(Visit visit, ApiProblem? problem) =>
        visit.Show<DemandedView>(
            new { Form = Begin with { Hidden = [("toi", Visit.Local(visit.Value("toi")))] }, Problem = problem },
            problem?.Status ?? StatusCodes.Status200OK
        );

    private static IResult Scan(Visit visit, BegunRecord secret, string password, ApiProblem? problem) =>
        visit.Show<ScanView>(
            new
            {
                Secret = secret,
                Awaiting = visit.Sessions.SealAwaiting(visit.Person.UserName ?? "", password),
                Back = visit.Value("toi") ?? "",
                Problem = problem,
            },
            problem?.Status ?? StatusCodes.Status200OK
        );
}
