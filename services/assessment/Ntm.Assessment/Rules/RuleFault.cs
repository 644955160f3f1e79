namespace Ntm.Assessment.Rules;

/// <summary>A fault in a data file, with its place.</summary>
/// <param name="File">Path below the rules folder.</param>
/// <param name="Row">Line or element, from 1; 0 for the file as a whole.</param>
/// <param name="Column">Column or property; empty for the whole row.</param>
/// <param name="Message">What is wrong, in Vietnamese.</param>
internal sealed record RuleFault(string File, int Row, string Column, string Message)
{
    public override string ToString() =>
        $"{File}{(Row > 0 ? $", dòng {Row}" : "")}{(Column.Length > 0 ? $", cột {Column}" : "")}: {Message}";
}
