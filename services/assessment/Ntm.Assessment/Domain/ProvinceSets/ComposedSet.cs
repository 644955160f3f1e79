using Ntm.Assessment.Domain.Criteria;
using Ntm.LegalTime;

namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>A province's set as it is applied, with what it extends; while there are faults, only what could be read.</summary>
/// <param name="Set">The set.</param>
/// <param name="Faults">Every bad cell, in the order of the rows.</param>
internal sealed record ComposedSet(CriteriaSet Set, IReadOnlyList<CellFault> Faults)
{
    /// <param name="own">The province's set.</param>
    /// <param name="national">The national set that it extends; null where it stands alone.</param>
    /// <param name="names">Names of criteria that are known where the table names none, by code.</param>
    public static ComposedSet Of(ProvinceSet own, CriteriaSet? national, IReadOnlyDictionary<string, string> names)
    {
        var sheet = own.Read();
        var faults = sheet.Faults.Concat(Overruled(sheet, national)).Concat(NotInherited(sheet, national)).ToList();
        if (own.Header.Extends is { } extended && extended != national?.Code)
        {
            faults.Add(new CellFault(0, "", $"không còn bộ tiêu chí quốc gia {extended} để mở rộng."));
        }

        if (faults.Count == 0 && sheet.Indicators.Count + sheet.Evidence.Count == 0)
        {
            faults.Add(new CellFault(0, "", "bảng không có chỉ tiêu nào."));
        }

        var given = sheet.Indicators.ToDictionary(row => row.Indicator.Code, row => row.Indicator);
        var proven = sheet.Evidence.Select(row => row.Code).ToHashSet();
        var inherited = (national?.Indicators ?? []).Select(indicator =>
            given.GetValueOrDefault(indicator.Code)
            ?? indicator with
            {
                NeedsEvidence = indicator.NeedsEvidence || proven.Contains(indicator.Code),
            }
        );
        var all = inherited.UnionBy(given.Values, indicator => indicator.Code).ToList();
        var criteria = all.GroupBy(indicator => indicator.CriterionCode)
            .OrderBy(group => int.TryParse(group.Key, out var number) ? number : int.MaxValue)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Criterion(group.Key, NameOf(group.Key, sheet, national, names) ?? "", [.. group]))
            .ToList();
        faults.AddRange(Nameless(sheet, criteria));
        return new ComposedSet(SetOf(own, national, criteria), [.. faults.OrderBy(fault => fault.Row)]);
    }

    private static CriteriaSet SetOf(ProvinceSet own, CriteriaSet? national, IReadOnlyList<Criterion> criteria) =>
        new()
        {
            Code = own.Code,
            Title = own.Header.Title,
            Name = own.Header.Name,
            Level = ProvinceTitles.LevelOf(own.Header.Title),
            ValidFrom = own.Header.ValidFrom,
            ValidTo = new[] { own.Header.ValidTo, national?.ValidTo }.Min(),
            Source = $"Văn bản {own.Header.DocumentNumber} ngày {VietnamTime.Display(own.Header.DocumentDate)}",
            Province = own.Province,
            Extends = own.Header.Extends,
            Criteria = criteria,
        };

    private static string? NameOf(string code, CriteriaSheet sheet, CriteriaSet? national, IReadOnlyDictionary<string, string> names) =>
        sheet.Names.GetValueOrDefault(code)
        ?? sheet.Indicators.FirstOrDefault(row => row.Indicator.Code == code).Indicator?.Text
        ?? national?.Criteria.FirstOrDefault(criterion => criterion.Code == code)?.Name
        ?? names.GetValueOrDefault(code);

    /// <summary>What a national document has decided stays; a province replaces what is open.</summary>
    private static IEnumerable<CellFault> Overruled(CriteriaSheet sheet, CriteriaSet? national) =>
        from row in sheet.Indicators
        where national?.Find(row.Indicator.Code) is { NeedsConfirmation: false }
        select new CellFault(row.Row, "code", $"chỉ tiêu {row.Indicator.Code} đã do bộ {national!.Code} quy định; bộ mở rộng không thay.");

    private static IEnumerable<CellFault> NotInherited(CriteriaSheet sheet, CriteriaSet? national) =>
        from row in sheet.Evidence
        where national?.Find(row.Code) is null || sheet.Indicators.Any(own => own.Indicator.Code == row.Code)
        select new CellFault(
            row.Row,
            "code",
            "dòng kiểu evidence dành cho chỉ tiêu của bộ được mở rộng; chỉ tiêu của chính bảng này ghi required ở cột evidence."
        );

    private static IEnumerable<CellFault> Nameless(CriteriaSheet sheet, IEnumerable<Criterion> criteria) =>
        from criterion in criteria
        where criterion.Name.Length == 0
        let first = sheet.Indicators.First(row => row.Indicator.CriterionCode == criterion.Code)
        select new CellFault(first.Row, "code", $"thiếu tên tiêu chí {criterion.Code}: thêm dòng mã {criterion.Code}, kiểu name.");
}
