using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Pages.Public;

/// <summary><c>/cong-khai/niem-yet/{dossier}</c>: a posted report, and the form by which residents comment on it without an account.
/// </summary>
internal static class PostedPage
{
    /// <summary>A field that people do not see; what is in it was put there by a program.</summary>
    public const string Trap = "website";

    public static IReadOnlyList<ActField> Fields =>
        [
            ActField.Paragraph("text", T("Ý kiến của bạn")) with
            {
                Hint = T("Tối đa 2.000 ký tự. Nêu rõ thôn, công trình hoặc việc bạn nói đến."),
            },
            ActField.Text("name", T("Họ tên")) with
            {
                Optional = true,
                Hint = T("Nơi công khai chỉ hiện chữ viết tắt, ví dụ N. V. A."),
            },
            ActField.Text("contact", T("Điện thoại hoặc địa chỉ")) with
            {
                Optional = true,
                Hint = T("Để xã hỏi lại khi cần; chỉ cán bộ xã thấy."),
            },
        ];

    private static ApiProblem Foreign =>
        new(
            400,
            "portal.form_foreign",
            T("Chưa gửi được ý kiến"),
            T("Biểu mẫu không còn dùng được. Những gì bạn viết vẫn còn ở dưới; xem lại rồi gửi lần nữa."),
            []
        );

    private static ApiProblem Trapped =>
        new(
            400,
            "portal.comment_trapped",
            T("Chưa gửi được ý kiến"),
            T("Biểu mẫu được điền tự động ở một ô phải để trống. Những gì bạn viết vẫn còn ở dưới; bấm gửi lần nữa."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/cong-khai/niem-yet/{dossier:guid}", ShowAsync);
        routes.MapPost("/cong-khai/niem-yet/{dossier:guid}", SendAsync);
    }

    internal static Task<IResult> ShowAsync(Visit visit, Guid dossier, TimeProvider clock) =>
        PageAsync(visit, CommentSeal.Of(dossier, clock.GetUtcNow()), null);

    internal static async Task<IResult> SendAsync(Visit visit, Guid dossier, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (visit.IsFromElsewhere || !await visit.ReadFormAsync() || Read(visit, dossier) is not { } seal)
        {
            return await PageAsync(visit, CommentSeal.Of(dossier, now), Foreign);
        }

        if ((visit.Value(Trap) is { Length: > 0 } ? Trapped : seal.Fault(now)) is { } fault)
        {
            return await PageAsync(visit, seal.Again(now), fault);
        }

        var input = visit.Input;
        var comment = new
        {
            name = input.Text("name"),
            contact = input.Text("contact"),
            text = input.Text("text") ?? "",
        };
        var address = $"/dossiers/public-notices/{dossier}/comments";
        var sent = await visit.SendAsync<object>("POST", address, comment, key: $"{seal.Key}");
        return sent.Problem is { } problem
            ? await PageAsync(visit, seal.Again(now), problem)
            : Visit.Go($"/cong-khai/niem-yet/{dossier}?xong=gop-y");
    }

    private static CommentSeal? Read(Visit visit, Guid dossier) => CommentSeal.Open(KeyOf(visit), visit.Value(CommentSeal.Field), dossier);

    private static async Task<IResult> PageAsync(Visit visit, CommentSeal seal, ApiProblem? problem)
    {
        var found = await visit.GetAsync<PostedRecord>($"/dossiers/public-notices/{seal.Dossier}");
        return found.Value is null
            ? visit.Refuse(found.Problem!)
            : visit.Show<PostedView>(
                new
                {
                    Posted = found.Value,
                    Seal = seal.Seal(KeyOf(visit)),
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            );
    }

    private static PortalKey KeyOf(Visit visit) => visit.Http.RequestServices.GetRequiredService<PortalKey>();
}
