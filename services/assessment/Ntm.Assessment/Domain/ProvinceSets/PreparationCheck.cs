using Ntm.Assessment.Domain.Criteria;
using Ntm.Web;

namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>Whether a province may prepare a set under this code, title and document.</summary>
internal static class PreparationCheck
{
    private const int ShortestCode = 3;

    /// <summary>Every fault; none when a draft can be made.</summary>
    /// <param name="code">Code of the new set.</param>
    /// <param name="header">Document and title.</param>
    /// <param name="today">Legal day of the request.</param>
    /// <param name="national">The national set of a code; null where there is none.</param>
    public static IEnumerable<Error> Faults(string code, SetHeader header, DateOnly today, Func<string, CriteriaSet?> national)
    {
        if (
            code.Length < ShortestCode
            || !char.IsAsciiLetterUpper(code[0])
            || !code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
        )
        {
            yield return Error.Invalid(
                "assessment.criteria_set_code",
                $"Mã bộ tiêu chí gồm chữ in không dấu, số và gạch dưới, bắt đầu bằng chữ, ít nhất {ShortestCode} ký tự.",
                "code"
            );
        }

        if (!ProvinceTitles.Knows(header.Title))
        {
            yield return Error.Invalid(
                "assessment.title_unknown",
                $"Tỉnh không ban hành tiêu chí cho danh hiệu này; dùng một trong: {string.Join(", ", ProvinceTitles.All)}.",
                "title"
            );
        }

        foreach (var fault in header.ToDocument().Faults(today))
        {
            yield return fault;
        }

        if (header.ValidTo < header.ValidFrom)
        {
            yield return Error.Invalid("assessment.valid_to_before_from", "Ngày hết hiệu lực trước ngày có hiệu lực.", "validTo");
        }

        if (header.Extends is { } extended && WhyNotExtend(header, national(extended)) is { } reason)
        {
            yield return Error.Invalid("assessment.extends_unknown", reason, "extends");
        }
    }

    private static string? WhyNotExtend(SetHeader header, CriteriaSet? national) =>
        national is null ? "Không có bộ tiêu chí quốc gia mang mã này để mở rộng."
        : national.Title != header.Title ? $"Bộ {national.Code} dùng cho danh hiệu {national.Title}, không mở rộng cho danh hiệu khác."
        : !national.InForceOn(header.ValidFrom) ? $"Bộ {national.Code} không có hiệu lực vào ngày bộ của tỉnh bắt đầu."
        : null;
}
