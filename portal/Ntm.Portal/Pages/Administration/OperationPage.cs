using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary><c>/quan-tri/van-hanh</c>: events of all services that failed, in one list; and what reconciliation found.</summary>
internal static class OperationPage
{
    /// <summary>Prefix of a service's addresses, and its name for people.</summary>
    public static IReadOnlyList<(string Prefix, string Name)> Services =>
        [
            ("identity", T("Tài khoản và đơn vị")),
            ("dossiers", T("Hồ sơ")),
            ("assessment", T("Tự đánh giá và lấy ý kiến")),
            ("planning", T("Kế hoạch")),
            ("notifications", T("Thông báo")),
        ];

    private static ActForm Drop =>
        new()
        {
            Title = T("Bỏ sự kiện"),
            Consequence = T("Sự kiện không được xử lý nữa; nội dung và lý do bỏ được giữ lại. Những sự kiện sau nó đi tiếp."),
            Button = T("Bỏ sự kiện"),
            Grave = true,
            Fields = [ActField.Paragraph("reason", T("Lý do"))],
            Body = input => new { reason = input.Text("reason") },
        };

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/quan-tri/van-hanh", ShowAsync);
        routes.MapPost("/quan-tri/van-hanh/doi-soat", MendAsync);
        routes.MapPost("/quan-tri/van-hanh/{service}/{seq:long}/gui-lai", ReplayAsync);
        routes.MapGet("/quan-tri/van-hanh/{service}/{seq:long}/bo", ShowDrop);
        routes.MapPost("/quan-tri/van-hanh/{service}/{seq:long}/bo", DropAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit)
    {
        var letters = new List<(string Prefix, DeadLetterRow Row)>();
        foreach (var (prefix, _) in Services)
        {
            var found = await visit.GetAsync<ApiPage<DeadLetterRow>>($"/{prefix}/dead-letters/?limit=100");
            if (found.Problem is { } problem)
            {
                return visit.Refuse(problem);
            }

            letters.AddRange(found.Value!.Items.Select(row => (prefix, row)));
        }

        var after = Query.Part("after", visit.Value("sau"));
        var differences = await visit.GetAsync<ApiPage<DifferenceRow>>("/dossiers/reconciliation?limit=100" + after);
        return visit.Show<OperationView>(
            new
            {
                Letters = letters.OrderBy(letter => letter.Row.CreatedAt).ToList(),
                Differences = differences.Value?.Items ?? [],
                differences.Value?.Next,
            }
        );
    }

    internal static async Task<IResult> MendAsync(Visit visit)
    {
        var mended = await visit.SendAsync<ApiPage<DifferenceRow>>(
            "POST",
            "/dossiers/reconciliation?limit=100",
            null,
            key: visit.Value("_key")
        );
        return mended.Problem is { } problem ? visit.Refuse(problem) : Visit.Go("/quan-tri/van-hanh?xong=doi-soat");
    }

    internal static async Task<IResult> ReplayAsync(Visit visit, string service, long seq)
    {
        var sent = await visit.SendAsync<object>("POST", Address(service, seq, "replay"), null);
        return sent.Problem is { } problem ? visit.Refuse(problem) : Visit.Go("/quan-tri/van-hanh?xong=gui-lai");
    }

    internal static IResult ShowDrop(Visit visit, string service, long seq) =>
        visit.Show<DropView>(
            new
            {
                Form = Drop,
                Service = NameOf(service),
                Seq = seq,
                Problem = (ApiProblem?)null,
            }
        );

    internal static async Task<IResult> DropAsync(Visit visit, string service, long seq)
    {
        var sent = await visit.SendAsync<object>("POST", Address(service, seq, "drop"), Drop.Body(visit.Input));
        return sent.Problem is { } problem
            ? visit.Show<DropView>(
                new
                {
                    Form = Drop,
                    Service = NameOf(service),
                    Seq = seq,
                    Problem = problem,
                },
                problem.Status
            )
            : Visit.Go("/quan-tri/van-hanh?xong=bo");
    }

    /// <summary>Name of a service for people; the prefix where there is none.</summary>
    public static string NameOf(string prefix) => Services.FirstOrDefault(one => one.Prefix == prefix).Name ?? prefix;

    private static string Address(string service, long seq, string act) =>
        string.Create(CultureInfo.InvariantCulture, $"/{Uri.EscapeDataString(service)}/dead-letters/{seq}/{act}");
}
