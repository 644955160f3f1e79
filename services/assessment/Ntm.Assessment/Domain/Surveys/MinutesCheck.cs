using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Domain.Surveys;

/// <summary>What minutes must have before a survey is closed with them.</summary>
internal static class MinutesCheck
{
    private const int LongestNumber = 60;
    private const int MostSignatories = 20;
    private const int LongestName = 100;

    /// <summary>Every fault of the minutes.</summary>
    /// <param name="number">Number.</param>
    /// <param name="date">Date.</param>
    /// <param name="signatories">Who signed.</param>
    /// <param name="opened">Day on which the survey was opened.</param>
    /// <param name="today">The legal day.</param>
    public static IReadOnlyList<Error> Check(
        string number,
        DateOnly date,
        IReadOnlyList<Signatory> signatories,
        DateOnly opened,
        DateOnly today
    )
    {
        var errors = new List<Error>();
        if (string.IsNullOrWhiteSpace(number) || number.Length > LongestNumber)
        {
            errors.Add(Error.Invalid("assessment.minutes_number", $"Số biên bản phải có từ 1 đến {LongestNumber} ký tự.", "minutesNumber"));
        }

        if (date < opened || date > today)
        {
            errors.Add(
                Error.Invalid(
                    "assessment.minutes_date",
                    $"Ngày biên bản phải từ {VietnamTime.Display(opened)} đến {VietnamTime.Display(today)}.",
                    "minutesDate"
                )
            );
        }

        if (signatories.Count is 0 or > MostSignatories || signatories.Any(IsUnusable))
        {
            errors.Add(
                Error.Invalid(
                    "assessment.signatories",
                    $"Ghi từ 1 đến {MostSignatories} người ký, mỗi người có họ tên và chức danh, tối đa {LongestName} ký tự.",
                    "signatories"
                )
            );
        }

        return errors;
    }

    private static bool IsUnusable(Signatory? signatory) =>
        signatory is null || IsUnusable(signatory.Name) || IsUnusable(signatory.Position);

    private static bool IsUnusable(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > LongestName;
}
