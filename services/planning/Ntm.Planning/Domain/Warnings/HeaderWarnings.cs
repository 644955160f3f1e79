using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the head of a plan.</summary>
internal static partial class HeaderWarnings
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["number"] = "số",
        ["style"] = "thể thức",
        ["issuer"] = "nơi ban hành",
        ["issuedOn"] = "ngày ban hành",
        ["subject"] = "trích yếu",
        ["from"] = "ngày bắt đầu",
        ["to"] = "ngày kết thúc",
        ["parentNumber"] = "số văn bản cấp trên",
        ["parentIssuedOn"] = "ngày văn bản cấp trên",
        ["parentIssuer"] = "nơi ban hành văn bản cấp trên",
        ["signerOffice"] = "chức vụ người ký",
    };

    /// <summary><c>stripped-field</c>: number or day were cut from the copy that was entered.</summary>
    public static IEnumerable<PlanWarning> Stripped(WarningContext plan)
    {
        if (IsStripped(plan))
        {
            var missing = Empty(plan.Header).Where(field => plan.StatusOf(field) == FieldStatus.Stripped);
            yield return PlanWarning.Warn(
                "stripped-field",
                [],
                $"Bản được nhập thiếu: {string.Join(", ", missing.Select(NameOf))}.",
                "Hỏi nơi ban hành hoặc xem bản gốc, rồi điền."
            );
        }
    }

    /// <summary><c>signature-missing</c>: nobody signs. Where number or day are missing too, <see cref="Stripped"/> says so.</summary>
    public static IEnumerable<PlanWarning> Unsigned(WarningContext plan)
    {
        if (plan.Header.SignerOffice is null && !IsStripped(plan))
        {
            yield return PlanWarning.Info("signature-missing", [], "Không ghi chức vụ người ký.", "Hỏi người nhập, điền chức vụ người ký.");
        }
    }

    /// <summary><c>inferred-field</c>: a field is likely and was not written.</summary>
    public static IEnumerable<PlanWarning> Inferred(WarningContext plan)
    {
        var fields = plan.Header.Marks.Where(mark => mark.Status == FieldStatus.Inferred).Select(mark => NameOf(mark.Field)).ToList();
        if (fields.Count > 0)
        {
            yield return PlanWarning.Info(
                "inferred-field",
                [],
                $"Được suy ra, không viết trong văn bản: {string.Join(", ", fields)}.",
                "Xác nhận với nơi ban hành, rồi ghi là đã có."
            );
        }
    }

    /// <summary><c>number-spacing</c>, a blank beside the running number, and <c>number-form</c>, any other departure.</summary>
    public static IEnumerable<PlanWarning> Number(WarningContext plan)
    {
        if (plan.Header.Number is not { } number)
        {
            yield break;
        }

        var normal = DocumentNumber.Normalise(number);
        var form = plan.Header.Style == DocumentStyle.Party ? PartyForm() : StateForm();
        if (!form.IsMatch(normal))
        {
            var example = plan.Header.Style == DocumentStyle.Party ? "14-KH/BCĐ" : "01/KH-BCĐ";
            yield return PlanWarning.Info("number-form", [], $"Số \"{number}\" không đúng thể thức.", $"Viết lại theo dạng {example}.");
        }
        else if (number != normal)
        {
            var kind = BlankAfterDigits().IsMatch(number) ? "number-spacing" : "number-form";
            yield return PlanWarning.Info(kind, [], $"Số \"{number}\" thừa dấu cách.", $"Chuẩn hóa thành {normal}.");
        }
    }

    private static bool IsStripped(WarningContext plan) =>
        Empty(plan.Header).Any(field => field != "signerOffice" && plan.StatusOf(field) == FieldStatus.Stripped);

    private static IEnumerable<string> Empty(PlanHeader header)
    {
        (string Field, object? Value)[] fields =
        [
            ("number", header.Number),
            ("issuedOn", header.IssuedOn),
            ("signerOffice", header.SignerOffice),
        ];
        return fields.Where(row => row.Value is null).Select(row => row.Field);
    }

    private static string NameOf(string field) => Names.GetValueOrDefault(field, field);

    [GeneratedRegex(@"^\d+-\p{Lu}[\p{Lu}\d]*/\p{L}[\p{L}\d.-]*$")]
    private static partial Regex PartyForm();

    [GeneratedRegex(@"^\d+(/\d{4})?/\p{Lu}[\p{Lu}\d]*-\p{L}[\p{L}\d.-]*$")]
    private static partial Regex StateForm();

    [GeneratedRegex(@"^\s*\d+\s")]
    private static partial Regex BlankAfterDigits();
}
