namespace Ntm.Planning.Domain.Progress;

/// <summary>A sum of figures; of shares part and whole apart.</summary>
/// <param name="Value">The sum; of shares that of the parts.</param>
/// <param name="Of">Of shares the sum of the wholes; 0 for other figures.</param>
/// <param name="Count">How many figures are in it: nothing reported differs from nothing done.</param>
internal readonly record struct Amount(decimal Value, decimal Of, int Count)
{
    public static Amount operator +(Amount left, Amount right) =>
        new(left.Value + right.Value, left.Of + right.Of, left.Count + right.Count);

    public static Amount operator -(Amount left, Amount right) =>
        new(left.Value - right.Value, left.Of - right.Of, left.Count - right.Count);
}
