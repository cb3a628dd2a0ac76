package whatsapp

import (
	"net/http"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// GraphError is an error in the Graph API's form. It says the same in an answer and in a failed status.
type GraphError = meta.GraphError

// faults are the Graph API's errors by code, with the statuses and sentences of its page "Error codes".
var faults = map[int]GraphError{
	0:      {Status: 401, Title: "AuthException", Bare: true},
	1:      {Status: 500, Title: "An unknown error occurred", Bare: true},
	2:      {Status: 503, Title: "Service temporarily unavailable", Bare: true},
	3:      {Status: 500, Title: "Application does not have the capability to make this API call."},
	4:      {Status: 400, Title: "Application request limit reached"},
	10:     {Status: 403, Title: "Application does not have permission for this action"},
	100:    {Status: 400, Title: "Invalid parameter"},
	200:    {Status: 403, Title: "You do not have the necessary permissions required to send messages on behalf of this WhatsApp Business Account"},
	368:    {Status: 403, Title: "The action attempted has been deemed abusive or is otherwise disallowed"},
	80007:  {Status: 400, Title: "There have been too many calls to this WhatsApp Business account. Wait a bit and try again."},
	130429: {Status: 400, Title: "Rate limit hit", Details: "Message failed to send because there were too many messages sent from this phone number in a short period of time"},
	130472: {Status: 400, Title: "User's number is part of an experiment", Details: "Failed to send message because this user's phone number is part of an experiment"},
	131000: {Status: 500, Title: "Something went wrong"},
	131005: {Status: 403, Title: "Access denied", Details: "Permission is either not granted or has been removed."},
	131008: {Status: 400, Title: "Required parameter is missing"},
	131009: {Status: 400, Title: "Parameter value is not valid"},
	131016: {Status: 500, Title: "Service unavailable", Details: "Service temporarily unavailable"},
	131021: {Status: 400, Title: "Recipient cannot be sender", Details: "Sender and recipient phone number is the same."},
	131026: {Status: 400, Title: "Message undeliverable", Details: "Message Undeliverable."},
	131030: {Status: 400, Title: "Recipient phone number not in allowed list", Details: "Recipient phone number not in allowed list: add it and try again."},
	131031: {Status: 403, Title: "Business Account locked", Details: "Business Account has been locked or restricted."},
	131042: {Status: 400, Title: "Business eligibility payment issue", Details: "Message failed to send because there were one or more errors related to your payment method."},
	131047: {Status: 400, Title: "Re-engagement message", Details: "Message failed to send because more than 24 hours have passed since the customer last replied to this number."},
	131048: {Status: 400, Title: "Spam rate limit hit", Details: "Message failed to send because there are restrictions on how many messages can be sent from this phone number."},
	131049: {Status: 400, Title: "This message was not delivered to maintain healthy ecosystem engagement.", Details: "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."},
	131050: {Status: 400, Title: "User has stopped receiving marketing messages", Details: "The recipient chose to stop receiving marketing messages from this business."},
	131051: {Status: 400, Title: "Message type unknown", Details: "Message type is currently not supported."},
	131052: {Status: 400, Title: "Media download error", Details: "Failed to download the media from the sender."},
	131053: {Status: 400, Title: "Media upload error", Details: "Unable to upload the media used in the message."},
	131056: {Status: 400, Title: "(Business Account, Consumer Account) pair rate limit hit", Details: "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time."},
	131057: {Status: 500, Title: "Account in maintenance mode", Details: "Business Account is in maintenance mode."},
	131060: {Status: 400, Title: "This message is currently unavailable.", Details: "This message is currently unavailable."},
	132000: {Status: 400, Title: "Number of parameters does not match the expected number of params"},
	132001: {Status: 404, Title: "Template name does not exist in the translation"},
	132005: {Status: 400, Title: "Translated text too long", Details: "The translated text is too long."},
	132007: {Status: 400, Title: "Template format character policy violated", Details: "Template content violates a WhatsApp policy."},
	132012: {Status: 400, Title: "Parameter format does not match format in the created template"},
	132015: {Status: 400, Title: "Template is Paused", Details: "Template is paused due to low quality so it cannot be sent in a template message."},
	132016: {Status: 400, Title: "Template is Disabled", Details: "Template has been paused too many times due to low quality and is now permanently disabled."},
	133010: {Status: 400, Title: "Account not registered", Details: "Phone number not registered on the Whatsapp Business Platform."},
}

// Fail is the Graph API's error of that code; one it does not know is a 400 without words.
func Fail(code int) *GraphError {
	e, ok := faults[code]
	if !ok {
		e = GraphError{Status: http.StatusBadRequest, Title: "Error"}
	}
	e.Code, e.Product = code, "whatsapp"
	return &e
}

// statusError is the error as webhooks carry it.
type statusError struct {
	Code    int       `json:"code"`
	Title   string    `json:"title"`
	Message string    `json:"message"`
	Data    errorData `json:"error_data"`
	Link    string    `json:"href,omitempty"`
}

func carried(e *GraphError, link bool) statusError {
	s := statusError{Code: e.Code, Title: e.Title, Message: e.Title, Data: errorData{Details: or(e.Details, e.Title)}}
	if link {
		s.Link = "/documentation/business-messaging/whatsapp/support/error-codes"
	}
	return s
}

type errorData struct {
	Product string `json:"messaging_product,omitempty"`
	Details string `json:"details"`
}
