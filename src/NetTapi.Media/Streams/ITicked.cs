namespace NetTapi.Media;

/// <summary>Works once every 20 ms while it has something to send.</summary>
internal interface ITicked
{
    /// <summary>One tick; false when there is nothing more to do.</summary>
    bool OnTick();
}
