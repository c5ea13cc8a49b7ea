namespace NetTapi.Phone;

/// <summary>How a phone says that it holds: each way is found among real phones.</summary>
public enum HoldStyle
{
    /// <summary><c>a=sendonly</c>: the other side may hear music.</summary>
    SendOnly,

    /// <summary><c>a=inactive</c>: nothing either way.</summary>
    Inactive,

    /// <summary>The address 0.0.0.0, as before RFC 3264.</summary>
    ZeroAddress,
}
