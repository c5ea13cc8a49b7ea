namespace NetTapi.LoadTool;

/// <summary>A server that hands what one publisher says to many subscribers.</summary>
internal interface IFeed : IAsyncDisposable
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>Connects subscribers and has them ready for the feed.</summary>
    Task<IReadOnlyList<Subscriber>> SubscribeAsync(int count);

    /// <summary>Has more messages published, as fast as they go.</summary>
    Task PublishAsync(int count);

    /// <summary>Has messages published evenly over time.</summary>
    Task PaceAsync(int count, int perSecond);
}
