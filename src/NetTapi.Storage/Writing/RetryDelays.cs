namespace NetTapi.Storage.Writing;

/// <summary>The time between two tries: doubles from the first to the longest.</summary>
internal readonly record struct RetryDelays(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The delay that follows the given number of refusals, from 1.</summary>
    public TimeSpan After(int refusals)
    {
        var doubled = First * Math.Pow(2, Math.Min(refusals - 1, 20));
        return doubled < Longest ? doubled : Longest;
    }
}
