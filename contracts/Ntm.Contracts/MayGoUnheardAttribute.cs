namespace Ntm.Contracts;

/// <summary>Marks a fact that is published whether or not any service listens; every other one must reach a hearer.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayGoUnheardAttribute : Attribute;
