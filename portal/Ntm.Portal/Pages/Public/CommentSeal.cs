using System.Globalization;
using Ntm.Portal.Api;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Pages.Public;

/// <summary>
/// What the form for residents carries, sealed by the portal's key: which report it is for, since when somebody has it before them, and
/// the key under which the comment counts once however often it is sent.
/// </summary>
internal sealed record CommentSeal(Guid Dossier, Guid Key, DateTimeOffset IssuedAt)
{
    /// <summary>Name of the form's field.</summary>
    public const string Field = "_dau";

    // The first part tells it from whatever else the key seals.
    private const string Mark = "gop-y";

    /// <summary>Nobody reads and writes faster; programs do.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static ApiProblem TooQuick =>
        Refusal(
            "portal.comment_too_quick",
            T("Ý kiến được gửi quá nhanh sau khi mở trang. Đọc lại một lượt rồi bấm gửi; những gì bạn viết vẫn còn ở dưới.")
        );

    private static ApiProblem TooOld =>
        Refusal(
            "portal.comment_too_old",
            T("Trang này mở đã lâu nên không gửi được nữa. Những gì bạn viết vẫn còn ở dưới; bấm gửi lần nữa.")
        );

    public static CommentSeal Of(Guid dossier, DateTimeOffset now) => new(dossier, Guid.CreateVersion7(), now);

    /// <summary>Reads what a form carries; null for anything that is not of this report and this portal.</summary>
    public static CommentSeal? Open(PortalKey key, string? box, Guid dossier) =>
        key.Open(box)?.Split('\n') is [Mark, var about, var once, var since]
        && Guid.TryParse(about, out var of)
        && of == dossier
        && Guid.TryParse(once, out var number)
        && long.TryParse(since, CultureInfo.InvariantCulture, out var ticks)
            ? new CommentSeal(of, number, new DateTimeOffset(ticks, TimeSpan.Zero))
            : null;

    public string Seal(PortalKey key) =>
        key.Seal(string.Create(CultureInfo.InvariantCulture, $"{Mark}\n{Dossier}\n{Key}\n{IssuedAt.UtcTicks}"));

    /// <summary>Why a form with it is refused; null when it is not. A clock that stands still, as in sample mode, measures
    /// nothing.</summary>
    public ApiProblem? Fault(DateTimeOffset now) =>
        now - IssuedAt > Longest ? TooOld
        : now > IssuedAt && now - IssuedAt < Shortest ? TooQuick
        : null;

    /// <summary>The one of the form that is shown again after a refusal.</summary>
    public CommentSeal Again(DateTimeOffset now) => now - IssuedAt > Longest ? Of(Dossier, now) : this with { Key = Guid.CreateVersion7() };

    private static ApiProblem Refusal(string code, string detail) => new(400, code, T("Chưa gửi được ý kiến"), detail, []);
}
